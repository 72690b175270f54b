public import Formats
import Kernel
public import Languages

/// One side of a comparison of procedures.
public enum LawSide: Sendable {
    /// A whole policy folder.
    case folder(PolicyFolder)
    /// The text of one procedure's file, and what errors call it.
    case file(String, name: String)
    /// A version of a procedure of the folder that is installed.
    case version(procedure: String, name: String)
}

/// The differences of two versions in words, for a command.
public struct LawReport: Sendable {
    /// Lines to read, grouped by procedure and by whom they meet.
    public let lines: [String]
    public let json: JSON
    public let count: Int

    /// Compares two folders, two files, or two versions of `policy`. Throws `FormatError` where one does not hold
    /// together, `PolicyFault` as a plain error where a version is not there or the sides are of two kinds.
    public init(
        _ old: LawSide, _ new: LawSide, in policy: PolicyFolder, _ t: Translator
    ) throws {
        let parts = try LawReport.parts(old, new, policy)
        let words = LawWords(t: t)
        var (lines, objects): ([String], [JSON]) = ([], [])
        for part in parts {
            lines.append(part.title(t))
            for isForPerson in [true, false] {
                let changes = part.changes.filter { $0.isForPerson == isForPerson }
                if changes.isEmpty { continue }
                lines.append("  " + groupTitle(isForPerson, t))
                lines += changes.flatMap { LawReport.lines($0, words, t) }
                objects += changes.map { LawReport.object($0, part, words, t) }
            }
        }
        self.lines = lines.isEmpty ? [t("Nothing differs.")] : lines
        json = ["differences": .array(objects)]
        count = objects.count
    }

    private static func parts(
        _ old: LawSide, _ new: LawSide, _ policy: PolicyFolder
    ) throws -> [PolicyDifference.Part] {
        switch (old, new) {
        case (.folder(let was), .folder(let now)):
            return try PolicyDifference(old: was, new: now).parts
        case (.file(let was, let wasName), .file(let now, let nowName)):
            let dilations = try policy.dilations()
            return PolicyDifference.parts(
                try Procedure(yaml: was, file: wasName, dilations: dilations),
                try Procedure(yaml: now, file: nowName, dilations: dilations))
        case (.version(let code, let was), .version(let other, let now)):
            let installed = try Policy(policy)
            let (left, right) = (
                try view(code, was, installed), try view(other, now, installed)
            )
            let changes = LawDifference(old: left, new: right).changes
            let title = right.procedure.title
            return changes.isEmpty ? [] : [PolicyDifference.Part(title: title, changes: changes)]
        default:
            throw PolicyFault(
                "compare two folders, two files, or two versions written CODE@VERSION")
        }
    }

    private static func view(
        _ code: String, _ name: String, _ policy: Policy
    ) throws -> LawView {
        guard let procedure = policy.procedure(code) else {
            throw PolicyFault("there is no procedure '\(code)'")
        }
        guard let version = procedure.version(name) else {
            let known = procedure.versions.map(\.name).joined(separator: ", ")
            throw PolicyFault("\(code) has no version '\(name)'; it has \(known)")
        }
        return LawView(procedure: procedure, version: version)
    }

    private static func lines(
        _ change: LawChange, _ words: LawWords, _ t: Translator
    ) -> [String] {
        var lines = ["    \(words.title(change)) – \(words.sign(change.sign))"]
        lines += words.details(change).map { "      \($0)" }
        if let ground = words.ground(change) { lines.append("      \(ground)") }
        if change.verified == false { lines.append("      " + t("Source not confirmed yet")) }
        return lines
    }

    private static func object(
        _ change: LawChange, _ part: PolicyDifference.Part, _ words: LawWords, _ t: Translator
    ) -> JSON {
        let verified = change.verified.map(JSON.bool) ?? JSON.null
        return [
            "where": .string(part.title(t)), "part": .string(change.part.rawValue),
            "name": .string(change.name(t)), "change": .string(change.sign.rawValue),
            "details": .array(words.details(change).map { .string($0) }),
            "article": .string(change.article),
            "sources": .array(change.sources.map { .string($0) }), "verified": verified,
            "for": .string(change.isForPerson ? "person" : "desk"),
        ]
    }
}

/// Under which heading a difference stands.
func groupTitle(_ isForPerson: Bool, _ t: Translator) -> String {
    isForPerson ? t("For the person") : t("For the desk")
}
