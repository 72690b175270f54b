import Decisions
import Kernel

/// A form as its answers make it: which sections and fields are asked, what was answered, and what is wrong with it.
///
/// Pure: the same answers make the same sheet, in whatever order they were given.
struct FormSheet: Sendable {
    private(set) var asked: [AskedSection] = []
    /// As they are kept: of what is asked, and nothing else.
    private(set) var answers: [String: String] = [:]
    private(set) var complaints: [Complaint] = []
    /// What conditions and decision tables see.
    private(set) var facts: [String: FEELValue]

    /// A section that is asked, and what of it in which entry.
    struct AskedSection: Sendable, Equatable {
        let section: FormSection
        let entries: [Entry]
    }

    struct Entry: Sendable, Equatable {
        /// Counted from one; nil in a section that does not repeat.
        let number: Int?
        let fields: [FormField]
    }

    struct Complaint: Sendable, Equatable {
        let section: String
        /// Under which name the answer is kept.
        let name: String
        let title: LocalText
        let entry: Int?
        let what: FieldComplaint
    }

    /// `household` are the facts of the people; `typed` is what was typed, by its name. Without a world it is what was
    /// taken before, and stays so, whatever the file asks of new answers.
    init(
        _ form: FilingForm, household: [String: FEELValue], typed: [String: String],
        _ world: FormWorld?
    ) throws {
        facts = household
        for section in form.sections {
            guard try section.when?.holds(facts) ?? true else { continue }
            // Fields of a section see the sections before it, never each other.
            let before = facts
            var entries: [Entry] = []
            for number in section.entries(typed) {
                let fields = try section.fields.filter { try $0.when?.holds(before) ?? true }
                entries.append(Entry(number: number, fields: fields))
                for field in fields { read(field, number, section, typed, world) }
            }
            if section.repeats != nil {
                answers[section.countName] = String(entries.count)
                facts[section.code] = .number(Number(entries.count))
            }
            asked.append(AskedSection(section: section, entries: entries))
        }
    }

    /// The complaints about one section.
    func complaints(of section: String) -> [Complaint] {
        complaints.filter { $0.section == section }
    }

    private mutating func read(
        _ field: FormField, _ entry: Int?, _ section: FormSection, _ typed: [String: String],
        _ world: FormWorld?
    ) {
        var isGiven = false
        for (line, name) in field.lines(entry) {
            do throws(FieldComplaint) {
                guard let kept = try field.read(typed[name] ?? "", line, world) else { continue }
                isGiven = true
                answers[name] = kept
                if entry == nil, let fact = field.fact(kept) { facts[field.code] = fact }
            } catch {
                isGiven = true
                complain(field, name, entry, section, error)
            }
        }
        let missing = field.lines(entry).filter { line, name in
            (field.isRequired || isGiven) && trimmedIsEmpty(typed[name]) && line != .postcode
        }
        for (_, name) in missing where field.isRequired || field.kind == .address {
            complain(field, name, entry, section, .missing)
        }
    }

    private mutating func complain(
        _ field: FormField, _ name: String, _ entry: Int?, _ section: FormSection,
        _ what: FieldComplaint
    ) {
        complaints.append(
            Complaint(
                section: section.code, name: name, title: field.title, entry: entry, what: what))
    }
}

extension FormField {
    /// Each name with the line of the address that it is; nil for what has one line alone.
    fileprivate func lines(_ entry: Int?) -> [(AddressLine?, String)] {
        guard kind == .address else { return [(nil, name(entry))] }
        return zip(AddressLine.allCases, names(entry)).map { line, name in (line, name) }
    }
}

private func trimmedIsEmpty(_ typed: String?) -> Bool {
    (typed ?? "").allSatisfy { $0.isWhitespace || $0 == "\u{0}" }
}

extension Household {
    /// What conditions of a form may see of the people.
    func formFacts(on day: Day, isAbroad: Bool) -> [String: FEELValue] {
        [
            "age": .number(Number(holder.age(on: day))), "refugee": .boolean(holderIsRefugee),
            "familySize": .number(Number(family.count)), "inPortugal": .boolean(!isAbroad),
        ]
    }

    /// The same names, each with a value that it may have: what a file's conditions are tried with.
    static let formSample: [String: FEELValue] = [
        "age": 30, "refugee": false, "familySize": 0, "inPortugal": true,
    ]
}
