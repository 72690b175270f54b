import Formats
public import Kernel
import LegalTime

/// The sealed procedures of a State's policy, with the periods that they name.
public struct SealedBook: Sendable {
    let procedures: [SealedProcedure]
    let library: ClockLibrary
    /// Amounts that change with the year, such as the social support index.
    let amounts: [DatedAmount]

    public init(_ folder: PolicyFolder) throws {
        let library = try ClockLibrary(folder.clockFiles())
        let flows = try folder.paths("flows", ".yaml").map {
            try Flow(yaml: folder.texts[$0] ?? "", file: $0)
        }
        procedures = try folder.paths(SealedBook.folder, ".yaml").map {
            try SealedProcedure.read(folder.texts[$0] ?? "", file: $0, library, flows)
        }
        self.library = library
        amounts = try DatedAmount.read(folder)
        for (index, one) in procedures.enumerated() {
            let before = procedures[..<index]
            if before.contains(where: { $0.code == one.code || $0.path == one.path }) {
                throw PolicyFault(
                    "another sealed procedure has the code or the path of '\(one.code)'")
            }
        }
    }

    public func procedures(_ compartment: Compartment) -> [SealedProcedure] {
        procedures.filter { $0.compartment == compartment }
    }

    static let folder = "sealed"
}

/// An amount of `decisions/amounts.csv` in cents, and from when to when it holds.
struct DatedAmount: Sendable, Hashable {
    let code: String
    let from: Day
    let to: Day?
    let cents: Int
    let verified: Bool

    fileprivate static func read(_ folder: PolicyFolder) throws -> [DatedAmount] {
        let file = "decisions/amounts.csv"
        guard let text = folder.texts[file] else { return [] }
        var reader = try CSVReader(bytes: Array(text.utf8), file: file)
        return try reader.rows().compactMap { row in
            guard try row.string("unit") == "EUR", let from = Day(iso: try row.string("validFrom")),
                let euros = Double(try row.string("value"))
            else { return nil }
            return DatedAmount(
                code: try row.string("code"), from: from, to: Day(iso: try row.string("validTo")),
                cents: Int((euros * 100).rounded()),
                verified: try row.string("verified") == "yes")
        }
    }
}

extension [DatedAmount] {
    func on(_ day: Day, _ code: String) -> DatedAmount? {
        first { $0.code == code && $0.from <= day && $0.to.map { day <= $0 } ?? true }
    }
}
