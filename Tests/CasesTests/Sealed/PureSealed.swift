import Kernel
import LegalTime
import TestSupport

@testable import Cases

/// A sealed case as its history alone: what is offered, asked and folded is what the room does, without a store.
struct PureSealed {
    let house: SealedHouse
    let procedure: SealedProcedure
    private(set) var history: SealedHistory

    /// One thing that can be done now, with the answers that are given to it.
    struct Move {
        let act: SealedAct
        let answers: [String: String]
    }

    /// Two sequences that lead to one of these go on as one.
    struct State: Hashable {
        let done: Set<String>
        let last: String?
        let answers: [String: String]
    }

    /// A room of the real policy that has no store.
    static func house(of compartment: Compartment) throws -> SealedHouse {
        let book = try SealedBook(realPolicy)
        return SealedHouse(
            procedures: book.procedures(compartment), library: book.library, zone: .utc,
            calendar: try testCalendar().working(at: .country),
            names: CodedNames(
                countries: [CodedName(code: "BR", pt: "Brasil", en: "Brazil")],
                languages: [CodedName(code: "pt", pt: "português", en: "Portuguese")]),
            extras: .none)
    }

    /// Handed in with the first of each pair of answers, or the second, and so on.
    init(_ procedure: SealedProcedure, _ house: SealedHouse, variant: Int) throws {
        let isOral = procedure.intake == .desk
        let fields = procedure.form.sections.flatMap(\.fields)
        let sheet = try FormSheet(
            procedure.form, household: SealedFacts.filing(isOral: isOral),
            typed: PureSealed.answers(to: fields, variant), house.world(at: noon))
        let filed = SealedEvent.Filed(
            procedure: procedure.code, answers: sheet.answers, isOral: isOral)
        let line = SealedHistory.Line(
            event: .filed(filed), by: Principal.house.account, at: noon)
        guard sheet.complaints.isEmpty, let history = SealedHistory([line]) else {
            throw SealedRefusal.incomplete
        }
        self.house = house
        self.procedure = procedure
        self.history = history
    }

    var state: State {
        let done = history.acts.map(\.act.act)
        return State(done: Set(done), last: done.last, answers: history.answers)
    }

    var done: [String] { history.acts.map(\.act.act) }

    func stage() throws -> SealedStage { try procedure.stage(of: history) }

    /// Everything that either side may do, once for each answer that may lead elsewhere.
    func moves() throws -> [Move] {
        try [SealedAct.Doer.desk, .person].flatMap { try procedure.offers($0, history) }
            .flatMap { act in
                let ways = act.section.fields.map { field in
                    field.kind == .yesNo ? 2 : max(1, field.options.count)
                }.max()
                return (0..<(ways ?? 1)).map {
                    Move(act: act, answers: PureSealed.answers(to: act.section.fields, $0))
                }
            }
    }

    /// What it is once that was done; throws where the room would not take the answers.
    func after(_ move: Move) throws -> PureSealed {
        let sheet = try FormSheet(
            move.act.form(after: history),
            household: try SealedFacts.of(history, procedure), typed: move.answers,
            house.world(at: noon))
        guard sheet.complaints.isEmpty else { throw SealedRefusal.incomplete }
        let day = move.act.dayField.flatMap { sheet.answers[$0] }.flatMap { Day(iso: $0) }
        let acted = SealedEvent.Acted(
            act: move.act.code, answers: sheet.answers, day: day ?? noon.utcDay)
        let line = SealedHistory.Line(
            event: .acted(acted), by: Principal.house.account,
            at: noon.adding(seconds: Int64(history.lines.count)))
        guard let history = SealedHistory(history.lines + [line]) else {
            throw SealedRefusal.incomplete
        }
        var copy = self
        copy.history = history
        return copy
    }

    private static func answers(to fields: [FormField], _ variant: Int) -> [String: String] {
        let pairs = fields.map { field -> (String, String) in
            let answer: String? =
                switch field.kind {
                case .choice:
                    field.options.isEmpty
                        ? nil : field.options[variant % field.options.count].code
                case .yesNo: variant % 2 == 0 ? "yes" : "no"
                case .day: "2026-11-20"
                case .number, .money: String(field.limits.min ?? 1)
                case .language: "pt"
                case .country: "BR"
                default: "Palavra"
                }
            return (field.code, answer ?? "")
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
