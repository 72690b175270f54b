import Foundation

/// Which checks are gone in this run: `CAIS_MUTATION` names them. Stands in the copy that is broken, and nowhere else.
public enum Mutation {
    private static let chosen = Set(
        (ProcessInfo.processInfo.environment["CAIS_MUTATION"] ?? "").split(separator: ",")
            .compactMap { Int($0) })

    public static func isOn(_ number: Int) -> Bool { chosen.contains(number) }
}
