import Testing

@testable import Cases

/// The fields that are looked up once say what the engine of templates would find by reflecting upon each page.
@Suite struct LetterFieldsTests {
    @Test(arguments: LetterKind.allCases, LetterBook.languages)
    func `a letter says the same, with each field full and with each field empty`(
        kind: LetterKind, language: String
    ) throws {
        let book = try LetterBook(realPolicy)
        let page = kind.sample
        let full = try book.render(kind, language, page)
        #expect(try book.render(kind, language, Reflected(page: page)) == full)
        var changed = 0
        for path in fields(of: page) {
            let emptied = emptying(path[...], in: page)
            let text = try book.render(kind, language, emptied)
            #expect(try book.render(kind, language, Reflected(page: emptied)) == text, "\(path)")
            changed += text == full ? 0 : 1
        }
        // The fields stand in the letter: emptying them is seen.
        #expect(changed > 0)
    }

    @Test func `what is nowhere is nothing, and an optional is what it holds`() throws {
        struct Inner { let word: String?, isSo: Bool }
        struct Page { let none: Inner?, some: Inner?, many: [Inner], number: Int? }
        let inner = Inner(word: "w", isSo: true)
        let page = Page(
            none: nil, some: inner, many: [inner, Inner(word: nil, isSo: false)], number: 7)
        let fields = try #require(letterFields(of: page) as? [String: Any])
        #expect(Set(fields.keys) == ["some", "many", "number"])
        #expect((fields["some"] as? [String: Any])?["word"] as? String == "w")
        let many = try #require(fields["many"] as? [Any]).compactMap { $0 as? [String: Any] }
        #expect(many.map { $0["isSo"] as? Bool } == [true, false] && many[1]["word"] == nil)
        #expect(fields["number"] as? Int == 7)
    }
}

/// A page upon which the engine reflects itself: an object is handed to it as it is.
private final class Reflected: CustomReflectable {
    private let page: Any

    init(page: Any) { self.page = page }

    var customMirror: Mirror {
        Mirror(
            self, children: Mirror(reflecting: page).children.map { ($0.label, $0.value) },
            displayStyle: .class)
    }
}

/// A page of which one field was emptied.
private struct Emptied: CustomReflectable {
    let fields: [(label: String?, value: Any)]

    var customMirror: Mirror { Mirror(self, children: fields, displayStyle: .struct) }
}

/// The ways to all fields of a page, those of its parts too.
private func fields(of value: Any) -> [[String]] {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .struct:
        return mirror.children.flatMap { child -> [[String]] in
            guard let label = child.label else { return [] }
            return [[label]] + fields(of: child.value).map { [label] + $0 }
        }
    case .collection, .optional: return mirror.children.first.map { fields(of: $0.value) } ?? []
    default: return []
    }
}

private func emptying(_ path: ArraySlice<String>, in value: Any) -> Any {
    guard let name = path.first else { return empty(value) }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .collection: return mirror.children.map { emptying(path, in: $0.value) }
    case .optional: return mirror.children.first.map { emptying(path, in: $0.value) } ?? value
    default:
        return Emptied(
            fields: mirror.children.map { child in
                let isIt = child.label == name
                return (
                    child.label, isIt ? emptying(path.dropFirst(), in: child.value) : child.value
                )
            })
    }
}

private func empty(_ value: Any) -> Any {
    switch Mirror(reflecting: value).displayStyle {
    case .optional: String?.none as Any
    case .collection: [String]()
    default: value is Bool ? false : value is String ? "" : value
    }
}
