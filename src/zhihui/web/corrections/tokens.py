"""The signed token of a form: it shows that the form came from here, for this record, lately.

Called by the form view. It needs no cookie and no session: it carries the reference that the
correction will get, so that a form sent twice is kept once, and the secret key signs it.
"""

from django.core.signing import BadSignature, TimestampSigner

from zhihui.web.corrections.references import create_reference, is_reference

LIFETIME_S = 4 * 3600
_SALT = "zhihui.corrections"
_SEPARATOR = " "


def create_token(ref: str) -> str:
    """A token for the form about the record ``ref``, with a new reference."""
    token: str = TimestampSigner(salt=_SALT).sign(f"{create_reference()}{_SEPARATOR}{ref}")
    return token


def read_token(token: str, ref: str) -> str | None:
    """The reference of a token for ``ref``; None when it is another's, too old or not ours."""
    try:
        signed = TimestampSigner(salt=_SALT).unsign(token, max_age=LIFETIME_S)
    except BadSignature:
        return None
    reference, _, named = signed.partition(_SEPARATOR)
    return reference if named == ref and is_reference(reference) else None
