/// What a solver from outside answers to a programme.
public struct CoverSolution: Equatable, Sendable {
    /// The variables that are one, by name.
    public let chosen: Set<String>
    /// Whether the solver has proven that nothing costs less.
    public let isOptimal: Bool

    public init(chosen: Set<String>, isOptimal: Bool) {
        self.chosen = chosen
        self.isOptimal = isOptimal
    }
}

extension Cover {
    /// The master problem as a file in LP format (IBM ILOG CPLEX), which CBC, HiGHS and GLPK read.
    var programme: String {
        let used = Set(cuts.flatMap { $0.weights.map(\.cell) }).sorted()
        var text = "\\ cells that are hidden for the sake of others\nMinimize\n cost:"
        text += terms(used.map { ($0, costs[$0]) }) + "\nSubject To\n"
        for (index, cut) in cuts.enumerated() {
            text += " cut\(index):" + terms(cut.weights.map { ($0.cell, $0.weight) })
            text += " >= \(cut.need)\n"
        }
        return text + "Binary\n" + used.map { " x\($0)\n" }.joined() + "End\n"
    }

    private func terms(_ terms: [(cell: Int, factor: Double)]) -> String {
        terms.enumerated().map { index, term in
            (index % termsInLine == termsInLine - 1 ? "\n" : "") + " + \(term.factor) x\(term.cell)"
        }.joined()
    }

    func chosen(_ solution: CoverSolution) -> Set<Int> {
        Set(solution.chosen.compactMap { $0.first == "x" ? Int($0.dropFirst()) : nil })
    }
}

/// Readers of the format end a line at 510 characters.
private let termsInLine = 8
