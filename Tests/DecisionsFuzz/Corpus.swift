import Decisions
import Formats
import Foundation

/// What is spoilt: our own seeds, the models of the policy, and the kit's files where they stand.
package struct Corpus: Sendable {
    struct Model: Sendable {
        let file: String
        let bytes: [UInt8]
        /// The inputs of the test cases beside it.
        let data: [JSON]
    }

    let models: [Model]
    /// All texts of FEEL in them, each once.
    let texts: [[UInt8]]
    /// Models that a model of the policy may import.
    let policy: [DecisionFile]
    package let kitModels: Int

    private static let textMax = 20_000

    /// The folders of the policy's models and of the kit; the kit need not be there.
    package init(policy: String, kit: String) throws {
        let ours = try Corpus.models(below: policy)
        let theirs = try Corpus.models(below: kit)
        guard !ours.isEmpty else {
            throw FormatError(file: policy, message: "there are no decision models here")
        }
        let seed = Model(file: "seed.dmn", bytes: Array(Seeds.model.utf8), data: [Seeds.data])
        let built = Seeds.built.map { Model(file: $0.file, bytes: Array($0.text.utf8), data: []) }
        let all = [seed] + built + ours + theirs
        var (found, seen) = (Seeds.feel, Set(Seeds.feel))
        for model in all {
            for text in try feelTexts(model.bytes, file: model.file)
            where text.count <= Corpus.textMax {
                if seen.insert(text).inserted { found.append(text) }
            }
        }
        models = all
        texts = found
        self.policy = ours.map { DecisionFile($0.bytes, file: $0.file) }
        kitModels = theirs.count
    }

    private static func models(below folder: String) throws -> [Model] {
        if folder.isEmpty { return [] }
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        let all = (found ?? []).sorted()
        return try all.filter { $0.hasSuffix(".dmn") }.map { path in
            let stem = path.dropLast(4)
            let cases = all.filter { $0.hasSuffix(".xml") && $0.hasPrefix(stem) }
            return Model(
                file: path.split(separator: "/").last.map(String.init) ?? path,
                bytes: try read(folder + "/" + path),
                data: try cases.flatMap { try caseData(read(folder + "/" + $0), file: $0) })
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
