import Formats
import Foundation
import Kernel
import Storage

/// Checks a file that a house signed, without its store: whether it is as it was signed, and by whom.
///
/// A signature alone says only that nothing was changed since: whoever changes a file can sign it anew. So a key that
/// nobody here knows is no yes.
public func verifyFile(
    _ options: Options, _ path: String, key: String?, against: String?
) throws -> Answer {
    let file = try Files.bytes(path)
    let signer: String
    do { signer = SignedFile.written(try SignedFile.signer(of: file)) } catch {
        return Answer(
            "\(path): \(error.rawValue). Do not trust it; get it again from the house.",
            ["file": .string(path), "sound": false, "why": .string(error.rawValue)], isGood: false)
    }
    let known = try knownKeys(options, key: key, against: against)
    let isKnown = known.contains(signer)
    let words =
        if isKnown {
            "sound, and signed by the house with this key"
        } else if known.isEmpty {
            "unchanged since it was signed, but nothing here says whose key that is: compare it with the one that the house publishes at /help/offline, and name that one with --key"
        } else {
            "signed with another key than the house's: do not trust it"
        }
    return Answer(
        "\(path): \(words)\nkey \(signer)",
        [
            "file": .string(path), "sound": .bool(isKnown), "key": .string(signer),
            "why": .string(words),
        ], isGood: isKnown)
}

/// The key that was typed, else those of a kept file, else that of this host.
private func knownKeys(_ options: Options, key: String?, against: String?) throws -> [String] {
    if let key {
        let digits = key.lowercased().filter { !$0.isWhitespace }
        guard digits.count == 64, digits.allSatisfy(\.isHexDigit) else {
            throw Trouble("--key takes the 64 digits that the house publishes at /help/offline")
        }
        return [digits]
    }
    if let against { return try keptKeys(against).map(SignedFile.written) }
    return try options.keyFiles.keys(of: .general).map {
        [SignedFile.written(try $0.checkpointPublicKey())]
    } ?? []
}
