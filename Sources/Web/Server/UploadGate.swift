import Kernel
import Synchronization

/// How much may arrive at once as files: a body lies in the spool until its page has answered, so what is on its way has
/// a bound, in all and for each account and line. Whoever comes beyond it is told to come back.
final class UploadGate: Sendable {
    private struct State {
        var bytes = 0
        var arriving: [String: Int] = [:]
    }

    private let bytesMax: Int
    private let state = Mutex(State())

    init(bytesMax: Int = arrivingBytesMax) {
        self.bytesMax = bytesMax
    }

    /// Takes a place for one body; `bytes` is what it says of its size, or the most that it may have.
    func enter(account: String?, line: String, bytes: Int) throws -> Place {
        let limits =
            [("line " + line, arrivingPerLineMax)]
            + (account.map { [("account " + $0, arrivingPerAccountMax)] } ?? [])
        let bytesMax = self.bytesMax
        let hasRoom = state.withLock { state -> Bool in
            guard state.bytes + bytes <= bytesMax,
                limits.allSatisfy({ state.arriving[$0.0, default: 0] < $0.1 })
            else { return false }
            state.bytes += bytes
            for (key, _) in limits { state.arriving[key, default: 0] += 1 }
            return true
        }
        guard hasRoom else { throw tooManyArriving }
        return Place(gate: self, keys: limits.map(\.0), bytes: bytes)
    }

    fileprivate func leave(_ place: Place) {
        state.withLock { state in
            state.bytes -= place.bytes
            for key in place.keys {
                let left = state.arriving[key, default: 1] - 1
                state.arriving[key] = left > 0 ? left : nil
            }
        }
    }

    /// One body on its way; given back once, when its page has answered.
    struct Place: Sendable {
        fileprivate let gate: UploadGate
        fileprivate let keys: [String]
        fileprivate let bytes: Int

        func leave() { gate.leave(self) }
    }
}

private let tooManyArriving = Refused(
    .unavailable,
    "Many files are arriving right now. Nothing was stored: send yours again in a minute.")
/// A hundred of the largest files. None stands in memory whole: this is room on the disk, and what reads it.
private let arrivingBytesMax = 1_024 * 1_048_576
/// A person sends one file after the other; a second tab is let through.
private let arrivingPerAccountMax = 2
/// A centre or a library behind one address.
private let arrivingPerLineMax = 8
