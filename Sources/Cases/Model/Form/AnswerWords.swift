import Kernel
import Languages

/// Something with a code and its names, such as a country.
public struct CodedName: Sendable, Hashable {
    public let code: String
    public let name: LocalText

    public init(code: String, pt: String, en: String) {
        self.code = code
        name = LocalText(pt: pt, en: en)
    }
}

/// What is shown for a code of a country or a language.
struct CodedNames: Sendable {
    let countries: [CodedName]
    let languages: [CodedName]

    func list(_ kind: FieldKind) -> [CodedName] {
        switch kind {
        case .country: countries
        case .language: languages
        default: []
        }
    }
}

/// The answers of a form in words, section by section: for page, desk and letter.
struct AnswerWords {
    let t: Translator
    let sheet: FormSheet
    let names: CodedNames

    struct Section {
        let code: String
        let title: String
        let lines: [Line]
    }

    struct Line {
        let title: String
        let answer: String
    }

    /// Sections with an answer, and of them what was answered.
    var sections: [Section] {
        sheet.asked.map { section($0) }.filter { !$0.lines.isEmpty }
    }

    func section(_ asked: FormSheet.AskedSection) -> Section {
        let lines = asked.entries.flatMap { entry in
            entry.fields.compactMap { line($0, entry.number, sheet.answers) }
        }
        return Section(code: asked.section.code, title: asked.section.title(t), lines: lines)
    }

    /// Nil for what was not answered.
    private func line(
        _ field: FormField, _ entry: Int?, _ answers: [String: String]
    ) -> Line? {
        let kept = field.names(entry).compactMap { answers[$0] }
        if kept.isEmpty { return nil }
        let answer = kept.map { words(field, $0) }.joined(separator: ", ")
        return Line(title: title(field, entry), answer: answer)
    }

    func title(_ field: FormField, _ entry: Int?) -> String {
        entry.map { "\(field.title(t)) (\(t.number($0)))" } ?? field.title(t)
    }

    /// One kept answer as people read it.
    func words(_ field: FormField, _ kept: String) -> String {
        switch field.kind {
        case .yesNo: kept == "yes" ? t("Yes") : t("No")
        case .day: Day(iso: kept).map { t.date($0) } ?? kept
        case .number: Int(kept).map { t.number($0) } ?? kept
        case .money: Double(kept).map { t.decimal($0, digits: 2) + " EUR" } ?? kept
        case .choice: field.options.first { $0.code == kept }?.title(t) ?? kept
        case .country, .language:
            names.list(field.kind).first { $0.code == kept }?.name(t) ?? kept
        default: kept
        }
    }

    /// What a kept name stands for in a section; nil for what the form asks no more.
    func field(_ name: String, in section: FormSection) -> (field: FormField, entry: Int?)? {
        for entry in section.allEntries {
            if let field = section.fields.first(where: { $0.names(entry).contains(name) }) {
                return (field, entry)
            }
        }
        return nil
    }
}
