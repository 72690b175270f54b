import Crypto
import FoundationEssentials

/// A page that carries its signature as its last line, a comment of HTML: whoever has the file checks it, wherever it
/// was carried to. The signature covers every byte before that line (Ed25519, RFC 8032).
public enum SignedFile {
    /// Why a file is not believed.
    public enum Problem: String, Error, Sendable {
        case unsigned =
            "it ends with no signature that can be read: it was never signed, was cut off, or its end was changed"
        case changed =
            "it is not what was signed: something in it was changed after it was signed"
    }

    /// The public key with which a file was signed; a file that is not what was signed is refused.
    public static func signer(of file: [UInt8]) throws(Problem) -> [UInt8] {
        let end = Array(file.suffix(lineLength))
        guard file.count >= lineLength, let hexKey = part(end, after: opening, keyLength),
            let hexSignature = part(end, after: opening + hexKey + " ", signatureLength),
            let key = bytes(hexKey), let signature = bytes(hexSignature),
            // Written anew it must be the same: one form, so that no byte of it can be another.
            end == Array(line(key, signature).utf8),
            let known = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { throw .unsigned }
        let body = file.dropLast(lineLength)
        guard known.isValidSignature(signature, for: message(body)) else { throw .changed }
        return key
    }

    /// A public key as it is published: 64 hexadecimal digits.
    public static func written(_ key: [UInt8]) -> String { hex(key) }

    fileprivate static func line(_ key: [UInt8], _ signature: [UInt8]) -> String {
        opening + hex(key) + " " + hex(signature) + " -->\n"
    }

    /// What is signed begins in a way in which no checkpoint does: neither can be taken for the other.
    fileprivate static func message(_ body: some Sequence<UInt8>) -> Data {
        Data("cais file\n".utf8) + Data(body)
    }

    private static func part(_ line: [UInt8], after start: String, _ length: Int) -> String? {
        guard line.starts(with: start.utf8), line.count > start.utf8.count + length else {
            return nil
        }
        return String(decoding: line.dropFirst(start.utf8.count).prefix(length), as: UTF8.self)
    }
}

extension Keys {
    /// The file with its signature, by the key that signs checkpoints: who keeps that public key checks both.
    public func signed(_ body: [UInt8]) throws -> [UInt8] {
        let signature = [UInt8](try signing().signature(for: SignedFile.message(body)))
        return body + Array(SignedFile.line(try checkpointPublicKey(), signature).utf8)
    }
}

/// Reads pairs of hexadecimal digits; nil where something else stands there.
private func bytes(_ text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

private let opening = "\n<!-- cais signature ed25519 "
private let (keyLength, signatureLength) = (64, 128)
private let lineLength = opening.utf8.count + keyLength + 1 + signatureLength + " -->\n".utf8.count
