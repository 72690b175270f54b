public import Decisions
import Formats
import Kernel
public import LegalTime

/// What the policy folder says, read and checked: procedures, decision tables, wizards, letters and flows.
public struct Policy: Sendable {
    public let procedures: [Procedure]
    private let places: [String: Int]
    /// The clocks of all procedures that a case can begin, and their stages; those of one name share its words.
    let listedClocks: [ClockRule]
    let listedStages: [Stage]
    public let flows: [Flow]
    /// Every period of the law that policy states.
    public let periods: Periods
    /// Every decision model.
    public let decisions: DecisionBook
    /// The files behind them.
    let decisionFiles: DecisionFiles
    /// Questions that lead to what the models answer.
    let wizards: [Wizard]
    let documents: [String: DocumentTable]
    let letters: LetterBook
    /// What requests cost.
    let fees: [FeeSchedule]
    let board: BoardChoices
    /// What can be done elsewhere where an office is late or decides against somebody.
    let ways: [EscalationWay]
    /// Texts that answer what many ask.
    let answers: [PreparedAnswer]
    /// Who recognises qualifications.
    let bodies: CompetentBodies
    /// Who helps those who are in danger or were wronged.
    let support: SupportDirectory
    /// The bodies outside that are asked about a case.
    let consultations: [ConsultedBody]
    /// The procedures of sealed rooms.
    public let sealed: SealedBook

    /// Reads everything; the first fault is thrown. `policyCheck` lists them all.
    /// Decisions ask `zoneTables` for the clocks of named places; those of `other` are taken over where nothing in
    /// them differs.
    public init(
        _ folder: PolicyFolder, zones: PlaceZones? = nil,
        zoneTables: @escaping ZoneSource = { _ in nil }, like other: Policy? = nil
    ) throws {
        let dilations = try folder.dilations()
        procedures = try folder.paths("procedures", ".yaml").map {
            try Procedure(yaml: folder.texts[$0] ?? "", file: $0, dilations: dilations)
        }
        places = Dictionary(
            procedures.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        listedClocks = procedures.flatMap(\.ownClocks).once(\.name)
        listedStages = procedures.flatMap(\.stages).once(\.code)
        flows = try folder.paths("flows", ".yaml").map {
            try Flow(yaml: folder.texts[$0] ?? "", file: $0)
        }
        decisionFiles = DecisionFiles(folder, zones: zoneTables, like: other?.decisionFiles)
        decisions = try DecisionBook(decisionFiles)
        var documents: [String: DocumentTable] = [:]
        for procedure in procedures {
            guard let name = procedure.documentsDecision else { continue }
            guard let model = decisions[name] else {
                throw FormatError(
                    file: "decisions/\(name).dmn",
                    message: "this decision table is missing")
            }
            documents[procedure.code] = try DocumentTable(
                model, zones: zoneTables, triedAt: procedure.trial)
        }
        self.documents = documents
        periods = try Periods(folder, procedures: procedures, zones: zones ?? { _ in .utc })
        wizards = try folder.paths("wizards", ".yaml").map {
            try Wizard(yaml: folder.texts[$0] ?? "", file: $0)
        }
        letters = try LetterBook(folder)
        fees = try feeSchedules(folder)
        board = try BoardChoices(folder, procedures)
        ways = try EscalationWay.read(folder)
        answers = try PreparedAnswer.read(folder)
        bodies = try CompetentBodies(folder)
        support = try SupportDirectory(folder)
        consultations = try ConsultedBody.read(folder, procedures)
        sealed = try SealedBook(folder)
        for procedure in procedures {
            try procedure.checkAttendance(decisions, wizards)
            try procedure.checkPriority(decisions)
            try procedure.checkAge { [periods] in periods.group($0)?.rules ?? [] }
        }
    }

    public func procedure(_ code: String) -> Procedure? { place(of: code).map { procedures[$0] } }

    /// Where a procedure stands among all; nil where there is none.
    func place(of code: String) -> Int? { places[code] }

    /// What a procedure costs; nil where no table is stored.
    func fees(of procedure: String) -> FeeSchedule? {
        fees.first { $0.procedure == procedure }
    }

    func wizard(_ code: String) -> Wizard? { wizards.first { $0.code == code } }
}

extension Array {
    /// The first of each name.
    fileprivate func once(_ name: (Element) -> String) -> [Element] {
        var seen = Set<String>()
        return filter { seen.insert(name($0)).inserted }
    }
}

/// Something in the policy folder that does not load or does not hold together.
public struct PolicyProblem: Sendable, Equatable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    public let field: String?
    public let message: String

    public var description: String {
        file + (line.map { ":\($0)" } ?? "") + (field.map { ": \($0)" } ?? "") + ": " + message
    }

    init(_ error: any Error, file: String) {
        let format = error as? FormatError
        self.file = format?.file ?? file
        line = format?.line
        field = format?.field
        message = format?.message ?? "\(error)"
    }
}
