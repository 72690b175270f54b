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

/// Hashes and checks passwords, at most two at once, away from Swift's own threads. Those from browsers that are known
/// here wait in a queue of their own and go first: strangers who flood the door keep nobody out who was in before.
final class Passwords: Sendable {
    let cost: PasswordCost
    private let threads = DispatchQueue(label: "cais.password", attributes: .concurrent)
    private let state = Mutex(PasswordQueue())

    init(cost: PasswordCost) {
        self.cost = cost
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
    func verify(
        _ password: String, _ encoded: String?, isKnown: Bool = false
    ) async throws -> Bool {
        let decoy = self.decoy
        let matches = try await onLane(isKnown: isKnown) {
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

    private func onLane<T: Sendable>(
        isKnown: Bool = false, _ work: @escaping @Sendable () -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { (answer: CheckedContinuation<T, any Error>) in
            let job: PasswordQueue.Job = { answer.resume(returning: work()) }
            switch state.withLock({ $0.admit(job, isKnown: isKnown) }) {
            case .now: run(job)
            case .later: break
            case .never: answer.resume(throwing: tooManySigningIn)
            }
        }
    }

    private func run(_ job: @escaping PasswordQueue.Job) {
        threads.async {
            job()
            if let next = self.state.withLock({ $0.next() }) { self.run(next) }
        }
    }
}

/// Who waits for one of the lanes.
struct PasswordQueue {
    typealias Job = @Sendable () -> Void
    enum Verdict: Sendable { case now, later, never }

    private var running = 0
    private var known: [Job] = []
    private var strangers: [Job] = []

    mutating func admit(_ job: @escaping Job, isKnown: Bool) -> Verdict {
        if running < lanesMax {
            running += 1
            return .now
        }
        if (isKnown ? known : strangers).count >= waitingMax { return .never }
        if isKnown { known.append(job) } else { strangers.append(job) }
        return .later
    }

    /// Whose turn it is where a lane became free; known browsers before strangers.
    mutating func next() -> Job? {
        if !known.isEmpty { return known.removeFirst() }
        if !strangers.isEmpty { return strangers.removeFirst() }
        running -= 1
        return nil
    }
}

private let tooManySigningIn = Refused(
    .unavailable, "Many people are signing in. Try again in a minute.")

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
/// Some ten seconds of work in each queue: whoever comes later is told to come back.
private let waitingMax = 64
private let saltBytes = 16
private let hashBytes = 32
