import Decisions
import LegalTime

/// Reads the folder file by file and lists every fault; empty when all of it holds.
public func policyCheck(_ folder: PolicyFolder) -> [PolicyProblem] {
    var problems: [PolicyProblem] = []
    func check(_ file: String, _ body: () throws -> Void) {
        do { try body() } catch { problems.append(PolicyProblem(error, file: file)) }
    }
    var dilations: [DilationTable] = []
    check("clocks") { dilations = try folder.dilations() }
    for path in folder.paths("procedures", ".yaml") {
        check(path) {
            let procedure = try Procedure(
                yaml: folder.texts[path] ?? "", file: path, dilations: dilations)
            try checkProcedure(procedure, path, folder)
        }
    }
    for path in folder.paths("decisions", ".dmn") {
        check(path) {
            let model = try DecisionModel(folder.texts[path] ?? "", file: path)
            problems += try model.check().map { PolicyProblem($0, file: path) }
        }
    }
    for path in folder.paths("flows", ".yaml") {
        check(path) { _ = try Flow(yaml: folder.texts[path] ?? "", file: path) }
    }
    for kind in LetterKind.allCases {
        for language in LetterBook.languages {
            let path = LetterBook.path(kind, language)
            check(path) { try LetterBook.check(folder.texts[path], kind, file: path) }
        }
    }
    return problems
}

/// Every document that the decision table may name is known, and every letter of an outcome exists.
private func checkProcedure(_ procedure: Procedure, _ path: String, _ folder: PolicyFolder) throws {
    let file = "decisions/\(procedure.documentsDecision).dmn"
    guard let text = folder.texts[file] else {
        throw PolicyFault("the decision table \(file) is missing")
    }
    let table = try DocumentTable(dmn: text, file: file)
    for relation in Relation.allCases {
        for age in [3, 17, 30] {
            for (refugee, inPortugal) in [
                (false, false), (false, true), (true, false), (true, true),
            ] {
                let asked = DocumentQuestion(
                    relation: relation, age: age, holderIsRefugee: refugee, isInPortugal: inPortugal
                )
                for code in try table.documents(for: asked) where procedure.document(code) == nil {
                    throw PolicyFault(
                        "\(file) asks for '\(code)', which this procedure does not list")
                }
            }
        }
    }
    for outcome in procedure.outcomes where LetterKind(rawValue: outcome.letter) == nil {
        throw PolicyFault(
            "outcome '\(outcome.code)' names the letter '\(outcome.letter)', which does not exist")
    }
}

/// A fault between files.
struct PolicyFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
