"""`python -m zhihui.cli`: the command line where the script is not on the path."""

from zhihui.cli import main

main()
