import Kernel
import TestSupport
import Testing

@testable import Languages

/// What the house says in the languages that people bring, beside Portuguese and English.
struct OtherLanguagesTests {
    /// The samples of whole numbers of CLDR (plurals.xml), in the order of our forms; a dash goes from one to another.
    /// French, Spanish and Portuguese have a form of their own for a million in CLDR, which only adds "de": not ours.
    static let samples: [(String, [String])] = [
        (
            "ar",
            [
                "0", "1", "2", "3-10 103-110 1003", "11-26 111 1011",
                "100-102 200-202 300-302 400-402 500-502 600 1000 10000 100000 1000000",
            ]
        ),
        ("bn", ["0 1", "2-17 100 1000 10000 100000 1000000"]),
        ("es", ["1", "0 2-16 100 1000 10000 100000"]),
        ("fr", ["0 1", "2-17 100 1000 10000 100000"]),
        ("hi", ["0 1", "2-17 100 1000 10000 100000 1000000"]),
        ("ne", ["1", "0 2-16 100 1000 10000 100000 1000000"]),
        (
            "uk",
            [
                "1 21 31 41 51 61 71 81 101 1001", "2-4 22-24 32-34 42-44 52-54 62 102 1002",
                "0 5-19 100 1000 10000 100000 1000000",
            ]
        ),
    ]

    @Test(arguments: OtherLanguagesTests.samples)
    func `each number takes the plural form that CLDR says`(code: String, forms: [String]) throws {
        let rule = try translator(code).catalogue.plural
        #expect(rule.forms == forms.count)
        for (form, sample) in forms.enumerated() {
            for number in sample.split(separator: " ") {
                let ends = number.split(separator: "-").compactMap { Int($0) }
                let (first, last) = (try #require(ends.first), try #require(ends.last))
                for count in first...last {
                    #expect(rule.form(count) == form, "\(code) \(count)")
                }
            }
        }
    }

    @Test(arguments: [
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"), ("bn-BD", "bn"), ("ne-NP,en;q=0.5", "ne"),
        ("es-419", "es"), ("fr-CA,fr", "fr"), ("hi-IN", "hi"), ("ar-EG,ar;q=0.9", "ar"),
        ("de, fr;q=0.2, en;q=0.1", "fr"),
    ])
    func `a browser of another country gets its language`(header: String, code: String) throws {
        #expect(try houseLanguages().negotiate(acceptLanguage: header).code == code)
    }

    @Test func `only Arabic is read from right to left, and each language has its own name`() throws
    {
        let languages = try houseLanguages().languages
        #expect(languages.map(\.code) == ["ar", "bn", "en", "es", "fr", "hi", "ne", "pt", "uk"])
        #expect(languages.filter { $0.direction == .rightToLeft }.map(\.code) == ["ar"])
        #expect(Set(languages.map(\.nativeName)).count == languages.count)
        #expect(languages.first { $0.code == "uk" }?.nativeName == "Українська")
    }

    @Test func `a drafted language says so until somebody has reviewed it`() throws {
        for code in ["ar", "bn", "es", "fr", "hi", "ne", "uk"] {
            #expect(try translator(code).catalogue.hasUnreviewed, "\(code)")
        }
        #expect(try !translator("pt").catalogue.hasUnreviewed)
        #expect(try !translator("en").catalogue.hasUnreviewed)
    }

    @Test func `no text of another language has a problem`() throws {
        for language in try houseLanguages().languages {
            let problems = try translator(language.code).catalogue.problems
            #expect(problems.isEmpty, "\(problems)")
        }
    }

    @Test func `numbers have the digits of Portuguese letters, dates the words of the language`()
        throws
    {
        let day = try #require(Day(iso: "2026-11-24"))
        let written = [
            ("ar", "24 نوفمبر 2026", "12,345"), ("bn", "24 নভেম্বর, 2026", "12,345"),
            ("es", "24 de noviembre de 2026", "12.345"),
            ("fr", "24 novembre 2026", "12\u{202F}345"),
            ("hi", "24 नवंबर 2026", "12,345"), ("ne", "2026 नोभेम्बर 24", "12,345"),
            ("uk", "24 листопада 2026 р.", "12\u{A0}345"),
        ]
        for (code, date, number) in written {
            let t = try translator(code)
            #expect(t.date(day) == date && t.number(12_345) == number)
            #expect(t.shortDate(day) == (code == "uk" ? "24.11.2026" : "24/11/2026"))
        }
        #expect(try translator("uk").period("2026-11").contains("листопад 2026"))
    }
}

/// What a page does where a language lacks a text.
struct FallbackTests {
    private let locale = """
        {"nativeName": "L", "months": ["1","2","3","4","5","6","7","8","9","10","11","12"],
         "weekdays": ["1","2","3","4","5","6","7"], "longDate": "{day} {month}", "shortDate": "{dd}",
         "groupSeparator": ",", "groupFromDigits": 4, "decimalSeparator": ".", "listSeparator": ", ",
         "lastSeparator": " "}
        """

    private func languages() throws -> LanguageSet {
        let po = "#, unreviewed\nmsgid \"Hello, {name}\"\nmsgstr \"مرحبا {name}\"\n"
        return try LanguageSet.load(
            files: [
                ("languages/ar/A.po", po), ("languages/ar/locale.json", locale),
                ("languages/en/locale.json", locale), ("languages/pt/locale.json", locale),
            ])
    }

    @Test func `an unreviewed text is shown, with what it names set apart`() throws {
        let t = try languages().pageTranslator("ar")
        #expect(t.catalogue.hasUnreviewed)
        #expect(t("Hello, {name}", ["name": "Ana (1)"]) == "مرحبا \u{2068}Ana (1)\u{2069}")
        #expect(
            try languages().pageTranslator("en")("Hello, {name}", ["name": "Ana"]) == "Hello, Ana")
        // What a name holds neither ends its isolate nor turns what follows.
        let turning = t("Hello, {name}", ["name": "A\u{2069}\u{202E}na\u{2067}"])
        #expect(turning == "مرحبا \u{2068}Ana\u{2069}")
        let nested = t("Hello, {name}", ["name": t("Hello, {name}", ["name": "Ana"])])
        #expect(nested == "مرحبا \u{2068}مرحبا \u{2068}Ana\u{2069}\u{2069}")
        // In a file that is taken along no mark stands.
        #expect(t("Goodbye").contains("\u{FFF9}") && t.unmarked("Goodbye") == "Goodbye")
    }

    @Test func `a page marks what stands in English, and nothing else does`() throws {
        let all = try languages()
        #expect(all.pageTranslator("ar")("Gone") == "\u{FFF9}Gone\u{FFFB}")
        #expect(
            all.pageTranslator("ar").plural("{n} cat", "{n} cats", 2) == "\u{FFF9}2 cats\u{FFFB}")
        #expect(all.pageTranslator("ar")("") == "")
        for code in ["en", "pt"] { #expect(all.pageTranslator(code)("Gone") == "Gone") }
        // Letters, files and messages are no pages.
        #expect(all.translator("ar")("Gone") == "Gone")
    }

    @Test func `a text in two languages of its own asks the catalogue of any other`() throws {
        let all = try languages()
        #expect(all.translator("pt").either(pt: "a", en: "b") == "a")
        #expect(all.translator("en").either(pt: "a", en: "b") == "b")
        #expect(all.pageTranslator("ar").either(pt: "a", en: "b") == "\u{FFF9}b\u{FFFB}")
        #expect(all.translator("ar").either(pt: "Olá", en: "Hello, {name}") == "مرحبا {name}")
    }
}
