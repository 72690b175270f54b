import Formats
public import Kernel
import LegalTime

/// The sealed procedures of a State's policy, with the periods that they name.
public struct SealedBook: Sendable {
    let procedures: [SealedProcedure]
    let library: ClockLibrary

    public init(_ folder: PolicyFolder) throws {
        let library = try ClockLibrary(folder.clockFiles())
        procedures = try folder.paths(SealedBook.folder, ".yaml").map {
            try SealedProcedure.read(folder.texts[$0] ?? "", file: $0, library)
        }
        self.library = library
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
