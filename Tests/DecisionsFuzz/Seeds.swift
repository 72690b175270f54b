import Decisions
import Formats

/// What the kit and the policy do not have: our own texts and models, and the words that are put in.
enum Seeds {
    static let feel: [[UInt8]] = """
        1 + 2 * 3 ** 2 - -4 / 5
        if a > b then "more" else if a = b then "same" else null
        for i in 1..10, j in i..10 return i * j
        some q in list satisfies q > 2 and every r in list satisfies r < 9
        {k: a, l: k + 1, m: function(n) if n < 1 then 0 else n + l, o: m(k)}
        list[item > 2][1] + list[-1]
        context.rows[n > 1].n
        rows[n = max(for r in rows return r.n)].t
        (function(f, n) if n = 0 then 1 else n * f(f, n - 1))(function(f, n) if n = 0 then 1 else n * f(f, n - 1), 20)
        [1..5] = [1..5[ and a in (0..10] and a in [1, 2, (> 3)]
        date("2024-02-29") + duration("P1Y") - duration("P1M1D")
        years and months duration(day, date("2026-11-26")).months
        date and time("2026-03-29T01:30:00@Europe/Lisbon") + duration("PT1H")
        time("10:00:00+01:00") - time("09:00:00Z")
        @"2026-11-26T10:00:00Z" between day and @"2027-01-01"
        matches("aaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a|aa|a*)*$")
        replace("abcabc", "(a)(b)?", "[$1$2]", "i")
        split("a;b;;c", ";")[2]
        string join(for i in 1..100 return string(i), ",")
        decimal(1/3, 30) = 0.333333333333333333333333333333
        exp(log(10)) + sqrt(2) ** 0.5 + modulo(-12, 5)
        sort(list, function(x, y) x > y)
        distinct values(concatenate(list, flatten([[1], [[2]]])))
        list replace(list, function(item, newItem) item > newItem, 2)
        get value(context put(context, ["a", "b"], 1), "a")
        context merge([context, {a: 1}])
        overlaps([1..5], [3..8]) and before(1, [2..3]) and coincides(1, 1)
        not(a instance of number) or list instance of list<number>
        number("1 000,5", " ", ",") + number("1e3", null, null)
        substring("\\U01F600x\\u0041", -1, 1)
        f g + years of residence
        < 5, [7..9], not("x"), > date("2024-01-01")
        "a", "b", -
        not(1, 2, [3..4])
        ? > 3 and ? < 9
        [list[list[list[1]]]..list[list[3]]]
        [1..a[a[a[1]]]]
        a in (< (< (< 1)))
        ]]]1..2]..3]..4]
        """.split(separator: "\n").map { Array($0.utf8) }

    /// Names that a text may use.
    static let names = [
        "a", "b", "list", "rows", "context", "text", "day", "moment", "span", "f g",
        "years of residence",
    ]

    static let data: JSON = [
        "age": 17, "filed on": "2025-10-22", "rows": [["n": 1, "t": "x"], ["n": 4, "t": "y"]],
    ]

    /// Small models with what tables alone do not have: recursion, services, boxes, imports, types.
    static let model = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions name="seed" namespace="urn:seed" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:o="urn:other">
        <import name="other" namespace="urn:imported" importType="dmn"/>
        <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
        <itemDefinition name="tRow" isCollection="true"><itemComponent name="n"><typeRef>tAge</typeRef></itemComponent><itemComponent name="t"><typeRef>string</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tFunction"><functionItem outputTypeRef="number"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>
        <inputData id="i1" name="age"><variable name="age" typeRef="tAge"/></inputData>
        <inputData id="i2" name="rows"><variable name="rows" typeRef="tRow"/></inputData>
        <inputData id="i3" name="filed on"><variable name="filed on" typeRef="date"/></inputData>
        <businessKnowledgeModel id="b1" name="down"><variable name="down" typeRef="number"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>if n &gt; 0 then down(n - 1) + 1 else 0</text></literalExpression></encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement></businessKnowledgeModel>
        <decision id="d1" name="table"><o:noise><o:decisionTable/></o:noise><variable name="table" typeRef="tRow"/><informationRequirement><requiredInput href="#i1"/></informationRequirement><informationRequirement><requiredInput href="#i3"/></informationRequirement>
        <decisionTable hitPolicy="PRIORITY"><input label="age"><inputExpression typeRef="number"><text>age</text></inputExpression><inputValues><text>[0..120]</text></inputValues></input><input label="day"><inputExpression><text>filed on</text></inputExpression></input><output name="n"><outputValues><text>3, 2, 1</text></outputValues><defaultOutputEntry><text>0</text></defaultOutputEntry></output><output name="t"/><annotation name="article"/>
        <rule><inputEntry><text>[0..18)</text></inputEntry><inputEntry><text>&lt; date("2025-10-23")</text></inputEntry><outputEntry><text>1</text></outputEntry><outputEntry><text>"old"</text></outputEntry><annotationEntry><text>99</text></annotationEntry></rule>
        <rule><inputEntry><text>not(18, 19), ? * 2 &gt; 5</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>age / 10</text></outputEntry><outputEntry><text>"new"</text></outputEntry></rule></decisionTable></decision>
        <decision id="d2" name="boxes"><informationRequirement><requiredDecision href="#d1"/></informationRequirement><informationRequirement><requiredInput href="#i2"/></informationRequirement><informationRequirement><requiredDecision href="urn:imported#d"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
        <context><contextEntry><variable name="k"/><relation><column name="x"/><column name="y"/><row><literalExpression><text>down(5)</text></literalExpression><literalExpression><text>other.fee</text></literalExpression></row></relation></contextEntry>
        <contextEntry><variable name="g"/><functionDefinition><formalParameter name="p"/><conditional><if><literalExpression><text>p = null</text></literalExpression></if><then><list><literalExpression><text>1</text></literalExpression></list></then><else><invocation><literalExpression><text>down</text></literalExpression><binding><parameter name="n"/><literalExpression><text>p</text></literalExpression></binding></invocation></else></conditional></functionDefinition></contextEntry>
        <contextEntry><for iteratorVariable="r"><in><filter><in><literalExpression><text>rows</text></literalExpression></in><match><literalExpression><text>n &gt; 1</text></literalExpression></match></filter></in><return><literalExpression><text>{sum: r.n + g(r.n), all: k, table: table}</text></literalExpression></return></for></contextEntry></context></decision>
        <decisionService id="s" name="service"><outputDecision href="#d1"/><outputDecision href="#d2"/><inputData href="#i1"/><inputData href="#i2"/></decisionService>
        </definitions>
        """

    /// What the models may import.
    static let imported = DecisionFile(
        Array(
            """
            <definitions name="imported" namespace="urn:imported"><decision id="d" name="fee"><literalExpression><text>7 * 3</text></literalExpression></decision></definitions>
            """.utf8), file: "imported.dmn")

    static let spoiler = TextSpoiler(
        words: words, numbers: numbers,
        pairs: [
            ("(", ")"), ("[", "]"), ("{a:", "}"), ("not(", ")"), ("-", ""), ("", ")"), ("[[", ""),
            ("if true then ", " else 1"), ("(function(x) ", ")(1)"), ("for x in ", " return x"),
            ("[1..", "]"), ("sum([", "])"), ("list<", ">"), (" + 1", ""), ("a[", "]"), ("/*", "*/"),
            ("(a or ", ")"), ("some x in list satisfies ", ""), ("\"", "\""), ("context.", ""),
            ("[a[", ""), ("[a[", "]..a]"), ("[1..a[", "]]"), ("(< ", ""), ("(< ", ")"),
            ("]", "..b]"),
        ])

    private static let numbers: [String] = """
        0
        -1
        1e6144
        1e-6176
        9.999999999999999999999999999999999e6144
        99999999999999999999999999999999999999
        0.0000000000000000000000000000000000001
        9223372036854775807
        -9223372036854775808
        18446744073709551616
        2147483648
        1000000000
        999999999
        1e
        1.
        .5
        00
        1e99999999999999999999
        """.split(separator: "\n").map { String($0) }

    private static let words = signs + phrases

    private static let signs: [String] = """
        if true then else for in return some every satisfies and or not between instance of function external null false item ? . .. , : ; ( ) [ ] { } < <= > >= = != + - * / ** @ -> " ' partial is
        date( time( duration( number( string( substring( matches( replace( split( now() today() sum( mean( median( stddev( mode( sort( union( concatenate( flatten( sublist( remove(
        number list context date time string boolean Any Null list<number> context<a:number> function<number>->number range<date> a b list rows day moment span text x y n r k down service table boxes age
        range( before( overlaps( product( exp( log( sqrt( modulo( decimal( floor( abs( odd( all( any( append( contains( count( reverse( partition( min( max(
        """.split(whereSeparator: \.isWhitespace).map { String($0) }

    private static let phrases: [String] = [
        "string join(", "list replace(", "get value(", "get entries(", "context put(",
        "date and time(", "context merge(", "distinct values(", "index of(", "insert before(",
        "round half up(", "list contains(", "years and months duration(", "day of week(",
        "week of year(", "substring after(", "upper case(", "string length(", "1..1000000",
        "@\"2026-11-26\"", "@\"P999999999Y\"", "duration(\"P1D\")", "1..10000000000",
        "for i in 1..1000, j in 1..1000 return i", "\u{1F600}", "\u{0}", "\u{202E}",
        "\\U1F600", " ",
    ]
}
