"""The command group of ``zhihui``: its name, version, and how errors are shown.

Commands register themselves on ``app``. An error that a user can act on ends in a message on
stderr and exit code 1, never in a traceback; wrong usage ends in exit code 2.
"""

from typing import Annotated, Any

import typer
from rich.markup import escape
from typer.core import TyperGroup

from zhihui import __version__
from zhihui.cli.batch import BatchError
from zhihui.cli.correction_error import CorrectionsError
from zhihui.cli.refusal import RefusalError
from zhihui.cli.screen import stderr
from zhihui.cli.wording import say
from zhihui.exchange import InputError, RecipeError
from zhihui.generation import GenerationError
from zhihui.sample import SampleTableError
from zhihui.streets import StreetsError

SHOWN_AS_THEY_ARE = (
    *(GenerationError, RecipeError, InputError, StreetsError, BatchError, SampleTableError),
    CorrectionsError,
)


class MessageGroup(TyperGroup):
    """A group of commands that turns expected errors into messages."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises typer.Exit with code 1 after an expected error."""
        heading = "错误 Error"
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except SHOWN_AS_THEY_ARE as error:
            message = str(error)
        except RefusalError as error:
            heading, message = say("error", error.language), str(error)
        except OSError as error:
            message = (
                f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            )
        except MemoryError:
            message = "内存不足。Out of memory: give the machine more, or build a smaller district."
        stderr.print(f"[bold red]{heading}[/] {escape(message)}", soft_wrap=True)
        raise typer.Exit(1)


app = typer.Typer(
    name="zhihui",
    cls=MessageGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhihui {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """智惠导航 Zhihui: from everyday words to service items, places, papers and one trip."""
