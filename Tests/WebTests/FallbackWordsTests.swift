import Foundation
import Languages
import TestSupport
import Testing

@testable import Web

private func named(_ markup: String) -> String {
    let marked = markup.replacing("[", with: "\u{FFF9}").replacing("]", with: "\u{FFFB}")
    return String(decoding: FallbackWords.named(Array(marked.utf8)), as: UTF8.self)
}

private let span = #"<span lang="en" dir="ltr">"#

/// A page in a language that lacks some of its texts.
struct FallbackWordsTests {
    @Test func `words in English stand in an element that says so`() {
        #expect(named("<p>أ [One] ب</p>") == "<p>أ \(span)One</span> ب</p>")
        #expect(named("<p>[a [b] c]</p>") == "<p>\(span)a b c</span></p>")
        #expect(named("<p>nothing \u{FFFD}</p>") == "<p>nothing \u{FFFD}</p>")
    }

    @Test func `in a tag, a title, a list and a drawing only the words stay`() {
        #expect(named("<a title=\"[One]\">[Two]</a>") == "<a title=\"One\">\(span)Two</span></a>")
        for element in ["title", "textarea", "select", "svg"] {
            let markup = named("<\(element)><b>[One]</b></\(element)><p>[Two]</p>")
            #expect(
                markup == "<\(element)><b>One</b></\(element)><p>\(span)Two</span></p>")
        }
    }

    @Test func `marks that somebody typed break no page`() {
        #expect(named("<p>[One</p><p>Two]</p>") == "<p>\(span)One</span></p><p>Two</p>")
        #expect(named("]]<a b=\"[\">[One]</a>[") == "<a b=\"\">\(span)One</span></a>\(span)</span>")
        #expect(
            FallbackWords.bare(Array("a,\u{FFF9}b\u{FFFB}\n".utf8)) == Array("a,b\n".utf8))
    }

    @Test func `a draft says that Portuguese counts, and leads there`() throws {
        func page(_ code: String) throws -> String {
            let choices = try houseLanguages().languages.map {
                LanguageChoice(code: $0.code, nativeName: $0.nativeName)
            }
            let chrome = Chrome(
                t: try translator(code), path: "/help?need=housing", languages: choices)
            return document(title: "x", main: "<h1>x</h1>", chrome: chrome).text
        }
        let arabic = try page("ar")
        let note = try translator("ar")(
            "Nobody has reviewed this translation yet. Only the Portuguese text has legal effect.")
        #expect(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains(note))
        #expect(arabic.contains("<a href=\"/help?need=housing&amp;lang=pt\" lang=\"pt\""))
        for choice in try houseLanguages().languages {
            #expect(arabic.contains("hreflang=\"\(choice.code)\""))
            #expect(arabic.contains(">\(choice.nativeName)</a>"))
        }
        #expect(try !page("pt").contains("efeito jurídico") && !page("en").contains("legal effect"))
    }
}
