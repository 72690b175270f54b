import CArgon2
import Dispatch
import FoundationEssentials
import Kernel
import Synchronization

/// What one password costs us, and so what one guess costs a thief (Argon2id, RFC 9106).
public struct PasswordCost: Sendable, Equatable {
    public let memoryKiB: UInt32
    public let passes: UInt32

    public init(memoryKiB: UInt32, passes: UInt32) {
        self.memoryKiB = memoryKiB
        self.passes = passes
    }

    /// RFC 9106, 4: the second recommended choice, for where memory is scarce.
    public static let standard = PasswordCost(memoryKiB: 64 * 1_024, passes: 3)
    /// The least that OWASP's Password Storage Cheat Sheet allows: for invented accounts only.
    public static let demo = PasswordCost(memoryKiB: 19 * 1_024, passes: 2)
}

/// Hashes and checks passwords, at most two at once, away from Swift's own threads.
final class Passwords: Sendable {
    let cost: PasswordCost
    private let lanes: [DispatchQueue]
    private let state = Mutex((next: 0, waiting: 0))

    init(cost: PasswordCost) {
        self.cost = cost
        lanes = (0..<lanesMax).map { DispatchQueue(label: "cais.password.\($0)") }
    }

    func hash(_ password: String, cost: PasswordCost? = nil) async throws -> String {
        let cost = cost ?? self.cost
        let encoded = try await onLane {
            encode(password, salt: [UInt8](randomBytes(saltBytes)), cost)
        }
        guard let encoded else { throw Refused(.unavailable, "Try again in a minute.") }
        return encoded
    }

    /// Whether the password is the one; where there is no hash the work is done all the same, so that
    /// the time tells nobody which logins exist.
    func verify(_ password: String, _ encoded: String?) async throws -> Bool {
        let decoy = self.decoy
        let matches = try await onLane {
            let bytes = Array(password.utf8)
            return argon2id_verify(encoded ?? decoy, bytes, bytes.count) == ARGON2_OK.rawValue
        }
        return matches && encoded != nil
    }

    /// A well-formed hash of nothing, at our cost.
    var decoy: String {
        let salt = String(repeating: "A", count: 22)
        let hash = String(repeating: "A", count: 43)
        return "$argon2id$v=19$m=\(cost.memoryKiB),t=\(cost.passes),p=1$\(salt)$\(hash)"
    }

    private func onLane<T: Sendable>(_ work: @escaping @Sendable () -> T) async throws -> T {
        let lane = state.withLock { state -> Int? in
            guard state.waiting < waitingMax else { return nil }
            state.waiting += 1
            state.next = (state.next + 1) % lanesMax
            return state.next
        }
        guard let lane else {
            throw Refused(.unavailable, "Many people are signing in. Try again in a minute.")
        }
        defer { state.withLock { $0.waiting -= 1 } }
        return await withCheckedContinuation { answer in
            lanes[lane].async { answer.resume(returning: work()) }
        }
    }
}

private func encode(_ password: String, salt: [UInt8], _ cost: PasswordCost) -> String? {
    let bytes = Array(password.utf8)
    var encoded = [CChar](repeating: 0, count: 256)
    let code = argon2id_hash_encoded(
        cost.passes, cost.memoryKiB, 1, bytes, bytes.count, salt, salt.count, hashBytes, &encoded,
        encoded.count)
    guard code == ARGON2_OK.rawValue else { return nil }
    let text = encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
}

/// Each takes 64 MiB while it runs.
private let lanesMax = 2
/// Some ten seconds of work: whoever comes later is told to come back.
private let waitingMax = 64
private let saltBytes = 16
private let hashBytes = 32
