import Crypto
import Foundation
public import Kernel

/// The public half of a compartment's letterbox: whoever has it can close an envelope, and only who holds the
/// compartment's key opens it.
public struct Letterbox: Sendable {
    public let compartment: Compartment
    public let bytes: [UInt8]
    private let key: Curve25519.KeyAgreement.PublicKey

    /// Takes the 32 bytes of the public half.
    public init(_ bytes: [UInt8], compartment: Compartment) throws {
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: Data(bytes))
        else {
            throw StorageError.key("the letterbox of \(compartment) has 32 bytes")
        }
        (self.bytes, self.compartment, self.key) = (bytes, compartment, key)
    }

    /// Closes an envelope (HPKE, RFC 9180) with a key pair of its own: the same words twice look unlike.
    public func close(_ plain: [UInt8]) throws -> [UInt8] {
        var sender = try HPKE.Sender(
            recipientKey: key, ciphersuite: envelopes, info: envelopeInfo(compartment))
        let sealed = try sender.seal(Data(plain))
        return [UInt8](sender.encapsulatedKey + sealed)
    }
}

extension Keys {
    /// What a house is given that may hand in and never read.
    public func letterbox() throws -> Letterbox {
        let half = try letterboxKey().publicKey.rawRepresentation
        return try Letterbox([UInt8](half), compartment: compartment)
    }

    /// Opens an envelope; one that was changed or closed for another compartment is refused.
    public func open(envelope: [UInt8]) throws -> [UInt8] {
        do {
            var recipient = try HPKE.Recipient(
                privateKey: letterboxKey(), ciphersuite: envelopes,
                info: envelopeInfo(compartment),
                encapsulatedKey: Data(envelope.prefix(encapsulatedBytes)))
            return [UInt8](try recipient.open(Data(envelope.dropFirst(encapsulatedBytes))))
        } catch {
            throw StorageError.sealed("an envelope does not open with the key of \(compartment)")
        }
    }

    private func letterboxKey() throws -> Curve25519.KeyAgreement.PrivateKey {
        let seed = derived("letterbox").withUnsafeBytes { Data($0) }
        return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: seed)
    }
}

private let envelopes = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
/// An X25519 public key.
private let encapsulatedBytes = 32

private func envelopeInfo(_ compartment: Compartment) -> Data {
    Data("cais letterbox \(compartment)".utf8)
}
