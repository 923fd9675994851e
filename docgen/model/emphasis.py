"""The signs of Markdown inside a line: which of them are markup, and which are the text that a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_OPENING, _CLOSING, _QUOTES = "«„“([", "»”)],;:!?", "\"'"
_LONGEST = {"*": 3, "_": 1}  # a longer run is a place to write, a shorter one may embrace words
_ESCAPED = "*_#[]|>-+.)\ue0f0\ue0f1"  # what a backslash can keep from being markup; elsewhere it is a sign itself


def emphasis(state: StateInline, silent: bool) -> bool:
    """Read a run of `*` or `_`: it opens before a word and closes behind one, and never stands inside a word.

    So `2*3*4` and `«__» ______ 20__ г.` are as they are typed.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    sign = state.src[state.pos]
    if silent or sign not in _LONGEST:
        return False
    length = state.scanDelims(state.pos, False).length  # noqa: FBT003 - its signature
    before = state.src[state.pos - 1] if state.pos else " "
    behind = state.src[state.pos + length] if state.pos + length < state.posMax else " "
    embraces = length <= _LONGEST[sign] and not (before in _QUOTES and behind in _QUOTES)
    opens = embraces and not before.isalnum() and not behind.isspace() and behind not in _CLOSING
    closes = embraces and not behind.isalnum() and not before.isspace() and before not in _OPENING
    for _ in range(length):
        state.push("text", "", 0).content = sign
        state.delimiters.append(Delimiter(ord(sign), length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += length
    return True


def escape(state: StateInline, silent: bool) -> bool:
    r"""Read a backslash before a sign of markup: `\*` is a star; any other backslash is as typed."""
    at = state.pos + 1
    if state.src[state.pos] != "\\" or at >= state.posMax or state.src[at] not in _ESCAPED:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = state.src[at], "\\" + state.src[at], "escape"
    state.pos += 2
    return True
