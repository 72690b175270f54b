public import Decisions
import Kernel
import LegalTime

/// Reads the folder file by file, runs the test cases of its decisions and lists every fault; empty when all of it holds.
public func policyCheck(
    _ folder: PolicyFolder, zones: @escaping ZoneSource = { _ in nil }
) -> [PolicyProblem] {
    policyCheck(folder, DecisionFiles(folder, zones: zones))
}

/// The same with decisions that may have been read and tried before.
func policyCheck(_ folder: PolicyFolder, _ files: DecisionFiles) -> [PolicyProblem] {
    var problems: [PolicyProblem] = []
    func check(_ file: String, _ body: () throws -> Void) {
        do { try body() } catch { problems.append(PolicyProblem(error, file: file)) }
    }
    // A model that does not load is a problem of its own file, and said there.
    let book = try? DecisionBook(files)
    var dilations: [DilationTable] = []
    check("clocks") { dilations = try folder.dilations() }
    let paths = folder.paths("procedures", ".yaml")
    var procedures: [ProcedureFile] = []
    for path in paths {
        check(path) {
            let procedure = try Procedure(
                yaml: folder.texts[path] ?? "", file: path, dilations: dilations)
            procedures.append((path, procedure))
            try checkProcedure(procedure, files)
        }
    }
    problems += DecisionCheck(files).problems()
    problems += wizardProblems(folder, book)
    for path in folder.paths("flows", ".yaml") {
        check(path) { _ = try Flow(yaml: folder.texts[path] ?? "", file: path) }
    }
    check(EscalationWay.path) { _ = try EscalationWay.read(folder) }
    check(PreparedAnswer.path) { _ = try PreparedAnswer.read(folder) }
    check(CompetentBodies.path) {
        // A procedure that does not load is a problem of its own file.
        if procedures.count == paths.count { try bodyProblems(folder, procedures) }
    }
    check(SupportDirectory.path) { _ = try SupportDirectory(folder) }
    check(ProtectionBook.path) { _ = try ProtectionBook(folder) }
    check(ConsultedBody.folder) {
        if procedures.count == paths.count {
            _ = try ConsultedBody.read(folder, procedures.map(\.procedure))
        }
    }
    check(SealedBook.folder) { _ = try SealedBook(folder) }
    check(BoardChoices.path) {
        // A procedure that does not load is a problem of its own file.
        if procedures.count == paths.count {
            _ = try BoardChoices(folder, procedures.map(\.procedure))
        }
    }
    for kind in LetterKind.allCases {
        for language in LetterBook.languages {
            let path = LetterBook.path(kind, language)
            check(path) { try LetterBook.check(folder.texts[path], kind, file: path) }
        }
    }
    return problems + attendanceProblems(folder, procedures, book)
        + priorityProblems(procedures, book) + feeProblems(folder)
        + ageProblems(folder, procedures) + roleProblems(procedures)
}

/// A procedure that could be read, with the path of its file.
typealias ProcedureFile = (path: String, procedure: Procedure)

/// Every document that the decision table may name is known, and every letter of an outcome exists.
private func checkProcedure(
    _ procedure: Procedure, _ files: DecisionFiles
) throws {
    for outcome in procedure.outcomes where LetterKind(rawValue: outcome.letter) == nil {
        throw PolicyFault(
            "outcome '\(outcome.code)' names the letter '\(outcome.letter)', which does not exist")
    }
    guard let name = procedure.documentsDecision else { return }
    guard let home = files.file(of: name) else {
        throw PolicyFault("the decision table decisions/\(name).dmn is missing")
    }
    // What is wrong with the model itself is said of the model.
    guard let model = try? files.model(home) else { return }
    let table = try DocumentTable(model, zones: files.zones, triedAt: procedure.trial)
    for relation in Relation.allCases {
        for age in [3, 17, 30] {
            for (refugee, inPortugal) in [
                (false, false), (false, true), (true, false), (true, true),
            ] {
                let asked = DocumentQuestion(
                    relation: relation, age: age, holderIsRefugee: refugee, isInPortugal: inPortugal
                )
                for code in try table.documents(for: asked, at: procedure.trial)
                where procedure.document(code) == nil {
                    throw PolicyFault(
                        "\(home.file) asks for '\(code)', which this procedure does not list")
                }
            }
        }
    }
}

extension Procedure {
    /// The moment at which its tables are tried: on the day on which somebody last held it against its sources.
    var trial: Moment { Moment(lastVerified, hour: 12) }
}

/// A fault between files.
struct PolicyFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
