import Foundation
import Synchronization

/// What this thread has taken of a processor, in seconds.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Memory of this process in bytes: `VmRSS` now, `VmHWM` at its highest; 0 where the kernel does not tell.
func residentBytes(_ word: String) -> Int {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let file = open("/proc/self/status", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    let line = lines.first { $0.hasPrefix(word + ":") }
    let digits = line?.split { !("0"..."9").contains($0) }.first
    return (digits.flatMap { Int($0) } ?? 0) * 1_024
}

/// Ends the program where an input goes on for ever or takes too much memory: the input stands in the
/// journal, and who started the program names it.
final class Watchdog: Sendable {
    static let memoryStatus: Int32 = 3
    static let hangStatus: Int32 = 4
    private static let pauseMicroseconds: UInt32 = 20_000

    private let begun = Mutex<ContinuousClock.Instant?>(nil)

    func begin() { begun.withLock { $0 = ContinuousClock.now } }
    func end() { begun.withLock { $0 = nil } }

    func start(hangSecondsMax: Double, residentMax: Int?, journal: String) {
        Thread.detachNewThread { [self] in
            while true {
                usleep(Watchdog.pauseMicroseconds)
                guard let start = begun.withLock({ $0 }) else { continue }
                if start.duration(to: ContinuousClock.now) > .seconds(hangSecondsMax) {
                    bark("it goes on for over \(hangSecondsMax) s", journal, Watchdog.hangStatus)
                }
                guard let residentMax else { continue }
                let resident = residentBytes("VmRSS")
                if resident > residentMax {
                    bark("\(resident) bytes are resident", journal, Watchdog.memoryStatus)
                }
            }
        }
    }

    private func bark(_ words: String, _ journal: String, _ status: Int32) {
        FileHandle.standardError.write(Data("fuzz: \(words): \(journal)\n".utf8))
        _exit(status)
    }
}
