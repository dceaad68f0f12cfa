"""Texts that somebody could type, or have in a file, to make the program do something.

`{web}` stands for the address of a listener on this computer and `{file}` for a picture beside the
diary: whoever opens either has obeyed a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ZALGO = "Z" + "\u0315\u0321\u0322\u0334\u0348" * 12 + "algo"

_MARKUP = {
    "img file": '<img src="{file}">',
    "img url": '<img src="file://{file}">',
    "img web": '<img src="{web}/img">',
    "img onerror": "<img src=x onerror=\"document.title='ran'\">",
    "script": "<script>document.title='ran'</script>",
    "script src": '<script src="{web}/a.js"></script>',
    "iframe": '<iframe src="file://{file}"></iframe>',
    "iframe web": '<iframe src="{web}/frame"></iframe>',
    "link": '<link rel=stylesheet href="{web}/a.css">',
    "prefetch": '<link rel=prefetch href="{web}/p">',
    "meta refresh": '<meta http-equiv=refresh content="0;url={web}/m">',
    "svg onload": "<svg onload=\"document.title='ran'\"></svg>",
    "svg image": '<svg><image href="{web}/s"/></svg>',
    "object": '<object data="{web}/o"></object>',
    "embed": '<embed src="{web}/e">',
    "base": '<base href="{web}/">',
    "form": '<form action="{web}/f"><input autofocus></form>',
    "video": '<video src="{web}/v" autoplay></video>',
    "style import": "<style>@import '{web}/i'</style>",
    "style url": '<b style="background:url({web}/u)">b</b>',
    "css quote": '");}}*{{background:url({web}/q)}}',
    "closers": "</style></script></title></svg></textarea>-->]]>",
    "link text": '<a href="file://{file}">open</a>',
    "javascript": "<a href=\"javascript:document.title='ran'\">x</a>",
    "entities": "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp;",
    "qt table": '<table background="{file}"><tr><td>x</td></tr></table>',
    "qt html": "<qt><h1>large</h1></qt>",
    "data url": "<img src='data:text/html,<script>document.title=1</script>'>",
    "markdown": "![a]({web}/md) [x](file://{file}) **bold** `code`",
    "autolink": "{web}/plain and file://{file}",
    "notification": "<b>bold</b> <a href='{web}/n'>x</a> & <u>u</u>",
}
_TEMPLATES = {
    "jinja": "{{{{7*7}}}} {{% raw %}} {{# c #}}",
    "jinja config": "{{{{config.__class__.__mro__}}}}",
    "str.format": "{{0}} {{x}} {{__class__}} {{",
    "printf": "%n %s %d %(x)s %%",
    "shell": "$(touch {file}.ran) `id` ; rm -rf ~ | cat",
    "python": "__import__('os').system('id')",
    "sql": "'; DROP TABLE days; --",
    "sql quote": '"Robert") OR 1=1 /*',
    "json": '"}}],"days":[{{"note":"x"}}]\\u0000\\',
    "yaml": "- !!python/object/apply:os.system ['id']",
    "xml": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://{file}'>]>&x;",
    "pdf": ") Tj ET /JS (app.alert(1)) BT (",
    "pdf stream": "endstream endobj 1 0 obj <</S/URI/URI({web})>>",
    "typst": '#read("{file}") #image("{file}") *b* $x$ @ref <l>',
    "latex": "\\input{{{file}}} \\write18{{id}}",
}
_FIGURES = {
    "mathtext": "$\\frac{{1}}{{2}}$ km",
    "open dollar": "5$ and $",
    "bad mathtext": "$\\nosuch{{$",
    "usetex": "\\textbf{{x}} _under_ ^up^",
}
_FORMULAS = {
    "equals": "=1+1",
    "equals cmd": "=cmd|'/C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "hyperlink": '=HYPERLINK("{web}/x","y")',
    "wide equals": "\uff1d1+1",
    "comma": 'a","=1+1',
}
_LETTERS = {
    "rtl override": "\u202egnp.eciovni\u202c",
    "rtl isolate": "\u2067abc\u2069 \u200f\u05e9\u05dc\u05d5\u05dd",
    "zwj emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
    "zalgo": _ZALGO,
    "nul": "a\x00b",
    "controls": "a\x01\x07\x08\x0b\x7f\x85b",
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "ansi c1": "\x9b31mred\x9d0;t\x9c",
    "mojibake": "KnieschmerzÃ¤Ã¶ â€œquotedâ€\x9d",
    "invisible": "a\u200b\u2060\ufeff\u00ad\u034fb",
    "separators": "a\u2028b\u2029c",
    "line breaks": "a\r\nb\nc\rd",
    "not a letter": "\ufffe\uffff\U0010ffff",
    "ligature": "\ufdfa\u1f92\u0130\u0131\u00df",
    "mnemonic": "&File && Co &x",
    "path up": "../../../../etc/passwd",
    "path windows": "C:\\con\\..\\nul.txt",
    "path file": "file://{file}",
    "long word": "Donaudampfschifffahrt" * 19,
    "spaces": "   a    b   ",
    "only spaces": " \u00a0\u3000 ",
    "question": "-1 --help",
}

HOSTILE: Mapping[str, str] = MappingProxyType(
    _MARKUP | _TEMPLATES | _FIGURES | _FORMULAS | _LETTERS
)
# What no file can hold is refused where it comes in; tried one by one.
HALF = "half \ud83d"
LARGE = "long " * 210_000


def texts_for(web: str, file: str) -> dict[str, str]:
    """Each text with the addresses filled in."""
    return {
        name: text.format(web=web, file=file) if "{" in text else text
        for name, text in HOSTILE.items()
    }
