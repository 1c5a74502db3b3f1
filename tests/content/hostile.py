"""Hostile content, made case by case: each has a name, the bytes of a file, and the code it must end in."""

from collections.abc import Iterator

from tests.content.small import SCENARIO

HEAD = SCENARIO[: SCENARIO.index("customers:")]
LINE = "line: 你好。"


def cases() -> Iterator[tuple[str, bytes, str]]:
    """Yield every case: its name, what is in the file, and a code among its problems ("" for none)."""
    for name, text, code in (*_yaml(), *_values(), *_templates(), *_conversations()):
        yield name, text.encode("utf-8", "surrogatepass"), code
    yield from _bytes()


def _with(new: str, old: str = LINE) -> str:
    assert old in SCENARIO
    return SCENARIO.replace(old, new, 1)


def _yaml() -> Iterator[tuple[str, str, str]]:
    yield "billion laughs", _laughs(9, 9), "Y002"
    yield "wide aliases", "a: &a [" + "x," * 2_000 + "]\nb: [" + "*a," * 2_000 + "]", "Y002"
    yield "anchor in itself", "a: &a [*a]", "Y002"
    yield "anchor in its key", "? &a {? *a : 1}\n: 2", "Y002"
    yield "anchors in a ring", "a: &a {b: &b {c: *a, d: *b}}", "Y002"
    yield "flow brackets", "[" * 100_000, "Y002"
    yield "flow braces", "{a: " * 100_000, "Y002"
    yield "brackets closed in comments", "[ #]\n" * 100_000, "Y002"
    yield "brackets closed in quotes", '["]",\n' * 70_000, "Y002"
    yield "dashes", "- " * 200_000, "Y002"
    yield "dashes after a carriage return", "a:\r " + "- " * 200_000, "Y002"
    yield "question marks", "? " * 200_000, "Y002"
    yield "question marks and dashes", "? - " * 100_000, "Y002"
    yield "indentation", "".join(" " * level + "a:\n" for level in range(900)), "Y002"
    yield "indentation by lines of dashes", "".join(" " * n + "-\n" for n in range(900)), "Y002"
    yield "anchors without end", "".join(f"a{n}: &a{n} x\n" for n in range(30_000)), "F111"
    yield "one long word", "a" * 500_000, "F104"
    yield "one long quotation", '"' + "a" * 500_000, "Y001"
    yield "one long key", "? " + "k" * 400_000 + "\n: 1", "F102"
    yield "python object", "!!python/object/apply:os.system [id]", "Y002"
    yield "python name", _with("line: !!python/name:os.system ''"), "Y002"
    yield "control character", _with("line: 你\x1b[31m好"), "Y001"
    yield "NUL", _with("line: 你\0好"), "Y004"
    yield "lone surrogate", _with("line: 你\udc80好"), "Y004"
    yield "escaped surrogate", _with('line: "\\udc80"'), "Y001"
    yield "many keys", HEAD + "".join(f"k{n}: 1\n" for n in range(20_000)), "F111"
    yield "many keys alike", "".join(f"titl{n}: 1\n" for n in range(20_000)), "F111"
    yield "one key many times", "a: 1\n" * 40_000, "F111"


def _laughs(levels: int, width: int) -> str:
    rows = ["a0: &a0 [x]"]
    for level in range(levels):
        rows.append(f"a{level + 1}: &a{level + 1} [" + ", ".join([f"*a{level}"] * width) + "]")
    return "\n".join(rows)


def _values() -> Iterator[tuple[str, str, str]]:
    wants = "wants: 想开"
    yield "number of 100 000 digits", _with(f"patience: {'9' * 100_000}\n    {wants}", wants), "Y002"
    yield "0.00…01", _with(f"patience: 0.{'0' * 100_000}1\n    {wants}", wants), "F104"
    yield "1e400", _with(f"patience: 1e400\n    {wants}", wants), "F104"
    yield "1e999999999", _with(f"patience: 1e999999999\n    {wants}", wants), "F104"
    yield ".inf", _with(f"arrives: .inf\n    {wants}", wants), "F104"
    yield ".nan", _with(f"arrives: .nan\n    {wants}", wants), "F104"
    yield "patience 0", _with(f"patience: 0\n    {wants}", wants), "F104"
    yield "patience -1", _with(f"patience: -1\n    {wants}", wants), "F104"
    yield "an answer of a year", _with("then: done\n            takes: 31536000", "then: done"), "F104"
    yield (
        "an answer of 100 digits",
        _with(f"then: done\n            takes: {'9' * 100}", "then: done"),
        "Y002",
    )
    yield "marks of 10^17", _with("服务规范: 99999999999999999", "服务规范: 2"), "F104"
    yield "id that climbs", _with('id: "../../x"', "id: small"), "F104"
    yield "id turned round", _with('id: "small\\u202e"', "id: small"), "F104"
    yield "id of zero width", _with('id: "small\\u200b"', "id: small"), "F104"
    yield "name turned round", _with('name: "王\\u202e女士"', "name: 王女士"), "G502"
    yield "name of zero width", _with("name: 王\u200b女士", "name: 王女士"), "G502"
    yield "words for slow patterns", _with(f"id: {'a' * 100_000}!", "id: small"), "F104"
    yield "text of 100 000 characters", _with(f"line: {'好' * 100_000}"), "F104"
    yield (
        "profile of long texts",
        _with(f"profile: {{brand: {'长' * 100_000}}}", "profile: {brand: 全球通}"),
        "F104",
    )
    many = ", ".join(f"p{n}: x" for n in range(1_000))
    yield "profile of many names", _with(f"profile: {{{many}}}", "profile: {brand: 全球通}"), "F104"


def _templates() -> Iterator[tuple[str, str, str]]:
    for name, text, code in (
        ("class", "{{ ''.__class__.__mro__ }}", "T303"),
        ("globals", "{{ opening.__globals__ }}", "T303"),
        ("attr", "{{ brand|attr('__class__') }}", "T303"),
        ("format", "{{ '{0.__class__}'.format(brand) }}", "T303"),
        ("loop", "{% for a in range(10**9) %}{% endfor %}", "T303"),
        ("include", "{% include '/etc/passwd' %}", "T303"),
        ("import", "{% from 'os' import system %}", "T303"),
        ("macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "T303"),
        ("range", "{{ range(1000000000) }}", "T302"),
        ("power", "{{ 9**9**9 }}", "T303"),
        ("product", "{{ 'a' * 10000000000 }}", "T304"),
        ("list product", "{{ listed(['a'] * 10000000000) }}", "T304"),
        ("digits", "{{ " + "9" * 600 + " * " + "9" * 600 + " }}", "T304"),
        ("percent", "{{ '%9999999999d' % 1 }}", "T303"),
        ("lipsum", "{{ lipsum(n=1000000) }}", "T302"),
        ("cycler", "{{ cycler.__init__ }}", "T303"),
        ("joiner", "{{ joiner() }}", "T302"),
        ("self", "{{ self._TemplateReference__context }}", "T303"),
        ("parentheses", "{{ " + "(" * 900 + "1" + ")" * 900 + " }}", "T301"),
        ("brackets", "{{ " + "[" * 900 + "]" * 900 + " }}", "T301"),
        ("signs", "{{ " + "-" * 1_900 + "1 }}", "T301"),
        ("nots", "{{ " + "not " * 450 + "1 }}", "T301"),
        ("sum", "{{ " + "+".join("1" * 900) + " }}", "T301"),
        ("chain", "{{ brand" + ".a" * 900 + " }}", "T301"),
        ("joined", "{{ " + "~".join(["phrase('P21')"] * 130) + " }}", "T306"),
        ("unclosed", "{{ " * 600, "T301"),
        ("nested calls", "{{ " + "yuan(" * 300 + "'1'" + ")" * 300 + " }}", "T301"),
        ("long number", "{{ yuan('" + "9" * 1_900 + "') }}", "T304"),
        ("many days", "{{ rent(brand, 999999999999999999999) }}", "T304"),
    ):
        yield f"template {name}", _with(f'line: "{text}"'), code
    yield "template too long", _with('line: "' + "{{ brand }}" * 10_000 + '"'), "F104"
    lines = "".join(f"      n{n}: {{line: '{'{{brand}}' * 200}{n}', ends: 完}}\n" for n in range(250))
    yield "templates without number", _with(f"{lines}      done:", "      done:"), "T307"
    variants = "variants:\n" + "".join(f"  - id: v{n}\n" for n in range(60)) + "profile:"
    text = _with(variants, "profile:").replace(LINE, f'line: "{"{{ rent(brand, 31).amount }}" * 60}"')
    lines = "".join(
        f'      n{n}: {{line: "{"{{ rent(brand, 9).amount }}" * 60}", ends: 完}}\n' for n in range(20)
    )
    yield "templates in 60 variants", text.replace("      done:", f"{lines}      done:", 1), "T307"


def _talk(nodes: int, options: int, to: str = "next", more: str = "") -> str:
    """Write a conversation; in `to` and `more`, N is the node's number and M the option's."""
    rows = []
    for n in range(nodes):
        rows.append(f"      n{n}:\n        line: 好\n        options:")
        for m in range(options):
            way = f"n{n + 1}" if to == "next" or m == 0 else to.replace("N", str(n)).replace("M", str(m))
            marks = "marks: {效率: 1}" if m == 0 else "feedback: 错"
            extra = more.replace("N", str(n)).replace("M", str(m)) if m else ""
            rows.append(f"          - {{words: 话{m}, then: {way}, {marks}{extra}}}")
    return "\n".join([*rows, f"      n{nodes}: {{line: 走, ends: 完}}\n"])


def _customers(count: int, talk: str, variants: int = 0) -> str:
    rows = [f"  - id: c{n}\n    name: 客{n}\n    wants: 办事\n    nodes:\n{talk}" for n in range(count)]
    table = "variants:\n" + "".join(f"  - id: v{n}\n" for n in range(variants)) if variants else ""
    return f"{HEAD}{table}customers:\n{''.join(rows)}"


def _conversations() -> Iterator[tuple[str, str, str]]:
    ends = "".join(f"      n{n}: {{line: 好, ends: 完}}\n" for n in range(400))
    yield "400 customers of one word", _customers(400, "      a: {line: 好, ends: 完}\n"), "F104"
    yield "400 customers of 25 nodes", _customers(400, ends[: ends.index("      n25:")]), "F104"
    yield "60 variants of 12 customers of 20", _customers(12, _talk(20, 2), 60), "F110"
    yield "401 nodes", _customers(1, _talk(400, 1)), "F104"
    yield "all nodes lead back by one", _customers(1, _talk(399, 2, "nN")), ""
    yield "400 nodes in a ring", _customers(1, _talk(399, 3, "n0")), "S118"
    yield "20 nodes, each to each", _customers(1, _talk(20, 12, "nM")), "S118"
    yield "60 flags", _customers(1, _talk(60, 2, "next", ", sets: [fN], if: {lacks: [f0]}")), ""
    flags = ", sets: [fN], if: {lacks: [f30, f31, f32, f33, f34, f35, f36, f37]}"
    yield "60 flags asked for at the end", _customers(1, _talk(60, 2, "next", flags)), ""
    yield "3 600 flags", _customers(1, _talk(300, 12, "next", ", sets: [fNxM]")), "F112"
    yield "3 600 flags asked for", _customers(1, _talk(300, 12, "next", ", if: {has: [fNxM]}")), "S121"
    yield "4 800 ways to nowhere", _customers(1, _talk(399, 12, "qNxM")), "S101"
    unknown = _talk(300, 12).replace("words: 话", "say: Q")
    yield "3 600 unknown phrases", _customers(1, unknown), "U201"
    steps = "".join(
        f"  - kind: steps\n    title: 规则{n}\n    steps: [S1, S2, S3]\n    marks: {{效率: 1}}\n"
        for n in range(40)
    )
    yield "40 rules for 12 customers of 30", f"{_customers(12, _talk(30, 3))}rules:\n{steps}", "F111"
    yield "12 customers of 100 in one queue", _customers(12, _talk(100, 3)), "S109"


def _bytes() -> Iterator[tuple[str, bytes, str]]:
    yield "10 MB", b"a: 1\n" * 2_000_000, "Y003"
    yield "UTF-16", SCENARIO.encode("utf-16"), "Y004"
    yield "UTF-16 without a mark", SCENARIO.encode("utf-16-le"), "Y004"
    yield "GBK", SCENARIO.encode("gbk"), "Y004"
    yield "random", bytes(range(256)) * 500, "Y004"
    yield "zeros", b"\0" * 400_000, "Y004"
    yield "BOM", b"\xef\xbb\xbf" + SCENARIO.encode(), ""
    yield "CRLF", SCENARIO.replace("\n", "\r\n").encode(), ""
    yield "empty", b"", "F104"
