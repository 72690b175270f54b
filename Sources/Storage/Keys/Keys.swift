import Crypto
import FoundationEssentials
public import Kernel
import Synchronization

/// The secrets of one compartment: one master key, and a key derived from it for each use.
///
/// The master key comes from a file or the environment and never enters a database.
public struct Keys: Sendable {
    public let compartment: Compartment
    /// The file or the variable that the key came from, for who must find another.
    public let origin: String
    private let master: SymmetricKey
    private let made = DerivedKeys()

    /// Takes 32 bytes; fewer are refused.
    public init(
        _ master: [UInt8], compartment: Compartment, origin: String = "the key that was given"
    ) throws {
        guard master.count == 32 else {
            throw StorageError.key(
                "\(origin) has \(master.count) bytes, a key of \(compartment) has 32")
        }
        self.master = SymmetricKey(data: master)
        self.compartment = compartment
        self.origin = origin
    }

    /// 32 bytes of the system's randomness.
    public static func random() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    }

    /// The same as text for an address.
    public static func randomText() -> String { hex(random()) }

    /// A key for one use (HKDF-SHA256, RFC 5869); different uses never share one.
    func derived(_ use: String) -> SymmetricKey {
        made.key(use) {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: master, salt: Data(compartment.name.utf8), info: Data(use.utf8),
                outputByteCount: 32)
        }
    }

    /// Encrypts (AES-256-GCM); `context` must be the same again at opening.
    public func seal(_ plain: [UInt8], use: String, context: String) throws -> [UInt8] {
        try Sealing.seal(plain, with: derived(use), context: context)
    }

    public func open(_ sealed: [UInt8], use: String, context: String) throws -> [UInt8] {
        try Sealing.open(sealed, with: derived(use), context: context)
    }

    /// A value, encrypted as JSON.
    public func seal(value: some Encodable, use: String, context: String) throws -> [UInt8] {
        try seal([UInt8](JSONEncoder().encode(value)), use: use, context: context)
    }

    public func open<Value: Decodable>(
        value sealed: [UInt8], use: String, context: String
    ) throws -> Value {
        try JSONDecoder().decode(
            Value.self, from: Data(open(sealed, use: use, context: context)))
    }

    /// A keyed hash (HMAC-SHA256): equal texts are found again, and nobody without the key can guess them.
    public func lookup(_ text: String, use: String) -> [UInt8] {
        [UInt8](HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: derived(use)))
    }

    /// The key that signs checkpoints (Ed25519, RFC 8032).
    func signing() throws -> Curve25519.Signing.PrivateKey {
        let seed = derived("checkpoint").withUnsafeBytes { Data($0) }
        return try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    }

    /// What an outside verifier needs to check checkpoints.
    public func checkpointPublicKey() throws -> [UInt8] {
        [UInt8](try signing().publicKey.rawRepresentation)
    }
}

/// Keys already derived: every journal line needs two of the few there are.
private final class DerivedKeys: Sendable {
    private let keys = Mutex<[String: SymmetricKey]>([:])

    func key(_ use: String, _ derive: () -> SymmetricKey) -> SymmetricKey {
        keys.withLock { keys in
            if let key = keys[use] { return key }
            let key = derive()
            keys[use] = key
            return key
        }
    }
}

/// AES-256-GCM with a random nonce and a context that is authenticated but not stored.
enum Sealing {
    static func seal(_ plain: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key, authenticating: Data(context.utf8))
        guard let combined = box.combined else { throw StorageError.sealed("no combined form") }
        return [UInt8](combined)
    }

    static func open(_ sealed: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return [UInt8](try AES.GCM.open(box, using: key, authenticating: Data(context.utf8)))
        } catch {
            throw StorageError.sealed(
                "what is stored does not open with this key: it was changed, or the key is another")
        }
    }
}
