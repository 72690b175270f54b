import Kernel
import Testing

@testable import Languages

private let locale = """
    {"nativeName": "Português", "months": ["1","2","3","4","5","6","7","8","9","10","novembro","12"],
     "weekdays": ["segunda","terça","quarta","quinta","sexta","sábado","domingo"],
     "longDate": "{day} de {month} de {year}", "shortDate": "{dd}/{mm}/{yyyy}", "groupSeparator": " ",
     "groupFromDigits": 5, "decimalSeparator": ",", "listSeparator": ", ", "lastSeparator": " e "}
    """

private let portuguese = """
    msgid ""
    msgstr ""
    "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

    #. a comment
    msgid "Hello, {name}"
    msgstr "Olá, {name}"

    msgctxt "month"
    msgid "May"
    msgstr "maio"

    #, fuzzy
    msgid "Not sure"
    msgstr "Talvez"

    msgid "{n} file"
    msgid_plural "{n} files"
    msgstr[0] "{n} ficheiro"
    msgstr[1] "{n} "
    "ficheiros"
    """

private func set(_ po: String = portuguese) throws -> LanguageSet {
    try LanguageSet.load(files: [
        ("languages/pt/locale.json", locale), ("languages/pt/A.po", po),
        ("languages/en/locale.json", locale), ("languages/ar/locale.json", locale),
    ])
}

@Test func `a text is said in the language with its places filled once`() throws {
    let t = try set().translator("pt")
    #expect(t("Hello, {name}", ["name": "{name} {x}"]) == "Olá, {name} {x}")
    #expect(t("May", context: "month") == "maio")
    #expect(t.plural("{n} file", "{n} files", 1) == "1 ficheiro")
    #expect(t.plural("{n} file", "{n} files", 12_345) == "12 345 ficheiros")
}

@Test func `a missing or fuzzy text is shown in English and noted`() throws {
    let languages = try set()
    let t = languages.translator("pt")
    #expect(t("Unknown {a}", ["a": "1"]) == "Unknown 1")
    #expect(t("Not sure") == "Not sure")
    _ = t.plural("{n} cat", "{n} cats", 2)
    #expect(languages.translator("en")("Unknown") == "Unknown")
    #expect(languages.missing.all == ["pt: Not sure", "pt: Unknown {a}", "pt: {n} cat"])
    #expect(t.catalogue.missing(of: ["Hello, {name}", "Not sure", "x"]) == ["Not sure", "x"])
    #expect(t.catalogue.stale(given: ["Hello, {name}", "Not sure", "May"]) == ["{n} file"])
}

@Test func `a catalogue names what its translator has to look at`() throws {
    let po = "msgid \"a {x}\"\nmsgstr \"b {y}\"\n\nmsgid \"c\"\nmsgstr \"\"\n"
    let problems = try set(po).translator("pt").catalogue.problems.map(\.description)
    #expect(
        problems == [
            "languages/pt/A.po:1: \"b {y}\" has a {place} that the English text has not",
            "languages/pt/A.po:1: \"b {y}\" lacks a {place} of the English text",
            "languages/pt/A.po:4: \"c\" has no translation",
        ])
}

@Test(arguments: [
    ("msgid \"a\"\n", "has no msgstr"),
    ("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"", "line 1"),
    ("msgid a\n", "double quotes"), ("msgid \"\\q\"\nmsgstr \"\"", "unknown escape"),
    ("hello \"a\"", "no keyword"),
    ("msgid \"a\"\nmsgstr[0] \"b\"", "needs a msgid_plural"),
])
func `a broken catalogue is refused with its line`(_ text: String, _ part: String) {
    do {
        _ = try POFile(text: text, file: "x.po")
        Issue.record("accepted")
    } catch { #expect("\(error)".contains(part) && "\(error)".hasPrefix("x.po:")) }
}

@Test func `plural rules of many languages are computed as in C`() throws {
    let arabic = try PluralRule(
        header:
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
        file: "ar.po")
    #expect(
        [0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map(arabic.form) == [0, 1, 2, 3, 3, 4, 4, 5, 5, 3])
    let ukrainian = try PluralRule(
        header:
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        file: "uk.po")
    #expect(
        [1, 2, 5, 11, 12, 21, 22, 111, 112, 1_001].map(ukrainian.form) == [
            0, 1, 2, 2, 2, 0, 1, 2, 2, 0,
        ])
    #expect(try PluralRule(header: "nplurals=1; plural=0;", file: "zh.po").form(7) == 0)
    #expect(try PluralRule(header: "nplurals=2; plural=!(n==1)*1+0-0;", file: "x").form(7) == 1)
}

@Test(arguments: [
    "nplurals=2; plural=n;", "nplurals=2; plural=(n", "nplurals=x; plural=0;",
    "nplurals=2; plural=n $ 1;",
])
func `a plural rule that cannot work is refused`(_ header: String) {
    #expect(throws: (any Error).self) { try PluralRule(header: header, file: "x.po") }
    let deep = String(repeating: "(", count: 10_000)
    #expect(throws: (any Error).self) {
        try PluralRule(header: "nplurals=1; plural=\(deep)", file: "x.po")
    }
}

@Test func `dates numbers and lists are written as the language does`() throws {
    let t = try set().translator("pt")
    let day = try #require(Day(iso: "2026-11-24"))
    #expect(t.date(day) == "24 de novembro de 2026")
    #expect(t.shortDate(day) == "24/11/2026" && t.weekday(day) == "terça")
    #expect([0, 545, 1_439].map(t.time) == ["00:00", "09:05", "23:59"])
    // A source writes its periods for machines; people read words.
    #expect(t.period("2026-11-24") == "24 de novembro de 2026" && t.period("2023") == "2023")
    #expect(t.period("2024-11").hasPrefix("novembro") && t.period("2024-Q4").contains("4"))
    #expect(t.period("RMA 2023") == "RMA 2023" && t.period("2024-13") == "2024-13")
    #expect(
        [1_044, 10_440, 1_044_606, -12_345].map(t.number) == [
            "1044", "10 440", "1 044 606", "-12 345",
        ])
    #expect(t.decimal(1234567.25, digits: 1) == "1 234 567,3" && t.decimal(-0.04) == "0,0")
    #expect(
        t.decimal(2.5, digits: 0) == "3" && t.decimal(.nan) == "–"
            && t.decimal(0.05, digits: 2) == "0,05")
    #expect(t.list([]) == "" && t.list(["a"]) == "a" && t.list(["a", "b", "c"]) == "a, b e c")
}

@Test func `text is found however hastily it was typed`() {
    #expect(folded("Coração, São TOMÉ") == "coracao, sao tome")
    #expect(foldedWords(" Loja do Cidadão (Sé-2) ") == ["loja", "do", "cidadao", "se", "2"])
    #expect(foldedWords("–, ") == [])
}

@Test func `the direction follows from the code`() {
    #expect(
        ["ar", "fa-IR", "ur", "pa-Arab", "he"].allSatisfy {
            Language.direction(of: $0) == .rightToLeft
        })
    #expect(
        ["pt", "uk", "ar-Latn", "zh-Hans"].allSatisfy { Language.direction(of: $0) == .leftToRight }
    )
}

@Test func `the best language is found for a browser`() throws {
    let languages = try set()
    func best(_ header: String?) -> String { languages.negotiate(acceptLanguage: header).code }
    #expect(best("en-GB,en;q=0.9") == "en" && best("fr, ar;q=0.5, en;q=0.8") == "en")
    #expect(
        best(nil) == "pt" && best("fr") == "pt" && best("*") == "pt" && best("en;q=0, ar") == "ar")
    #expect(languages.translator("fr").language.code == "pt")
}
