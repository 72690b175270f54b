import Dispatch
import Glibc

/// What a scanner says of the bytes of a file.
public enum ScanVerdict: Sendable, Equatable {
    case clean
    /// The name under which the scanner knows what it found.
    case infected(String)
    /// Nobody answered, or not with a verdict: the bytes are neither good nor bad, and have to be shown again.
    case unavailable(String)
}

/// Asks the daemon of ClamAV (INSTREAM of the clamd protocol) on this machine: over a Unix socket, or a port of loopback.
/// What people hand in leaves the machine for nobody.
public struct Clamd: Sendable {
    enum Address: Sendable, Equatable {
        case path(String)
        case port(UInt16)
    }

    let address: Address
    private let queue = DispatchQueue(label: "cais.clamd", attributes: .concurrent)
    private let places = DispatchSemaphore(value: atOnceMax)

    /// Reads `/run/clamav/clamd.ctl`, `127.0.0.1:3310` or `localhost:3310`; nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("/") {
            guard text.utf8.count < pathBytesMax, !text.utf8.contains(0) else { return nil }
            address = .path(text)
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, ["127.0.0.1", "localhost"].contains(parts[0]),
            let port = UInt16(parts[1]), port > 0
        else { return nil }
        address = .port(port)
    }

    /// Never throws: who does not answer in time is unavailable.
    public func scan(_ pieces: @escaping FilePieces) async -> ScanVerdict {
        await withCheckedContinuation { answer in
            queue.async {
                places.wait()
                defer { places.signal() }
                answer.resume(returning: ask(pieces))
            }
        }
    }

    private func ask(_ pieces: FilePieces) -> ScanVerdict {
        guard let line = ClamdLine(address) else { return .unavailable("nobody answers") }
        defer { line.close() }
        guard line.say(Array("zINSTREAM\0".utf8)) else { return .unavailable("it hung up") }
        var sent = 0
        do {
            while let piece = try pieces() {
                if piece.isEmpty { continue }
                // Where it has heard enough it answers and hangs up: the answer says why.
                guard line.say(length(piece.count) + piece) else {
                    return ScanVerdict(answer: line.heard())
                }
                sent += piece.count
            }
        } catch {
            return .unavailable("the file cannot be read")
        }
        line.wait(secondsMax + sent / bytesPerSecond)
        _ = line.say(length(0))
        return ScanVerdict(answer: line.heard())
    }

    /// Four bytes, the highest first, as the protocol asks.
    private func length(_ count: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    }
}

extension ScanVerdict {
    /// Reads `stream: OK`, `stream: NAME FOUND`; everything else, also an error of the daemon, is no verdict.
    init(answer: [UInt8]) {
        let text = String(decoding: answer.prefix { $0 != 0 && $0 != 10 }, as: UTF8.self)
        let prefix = "stream: "
        guard text.hasPrefix(prefix) else {
            self = .unavailable(text.isEmpty ? "no answer" : text)
            return
        }
        let said = text.dropFirst(prefix.count)
        if said == "OK" {
            self = .clean
        } else if said.hasSuffix(" FOUND") {
            self = .infected(String(said.dropLast(" FOUND".count)))
        } else {
            self = .unavailable(text)
        }
    }
}

/// One conversation with the daemon, closed by whoever opened it.
private struct ClamdLine {
    private let descriptor: Int32

    init?(_ address: Clamd.Address) {
        let family: Int32
        switch address {
        case .path: family = AF_UNIX
        case .port: family = AF_INET
        }
        let line = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard line >= 0 else { return nil }
        guard ClamdLine.connected(line, to: address) else {
            Glibc.close(line)
            return nil
        }
        descriptor = line
        wait(secondsMax)
    }

    /// How long an answer, or room for more, may take.
    func wait(_ seconds: Int) {
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    }

    private static func connected(_ line: Int32, to address: Clamd.Address) -> Bool {
        switch address {
        case .path(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            return connected(line, &name)
        case .port(let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
            return connected(line, &name)
        }
    }

    private static func connected<Name>(_ line: Int32, _ name: inout Name) -> Bool {
        let size = socklen_t(MemoryLayout<Name>.size)
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, size) == 0
            }
        }
    }

    /// Whether all of it went.
    func say(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(
                    descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// The answer to its end, or what came of it in time.
    func heard() -> [UInt8] {
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 512)
        while !answer.contains(0), answer.count < answerBytesMax {
            let count = recv(descriptor, &piece, piece.count, 0)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            answer += piece.prefix(count)
        }
        return answer
    }

    func close() { Glibc.close(descriptor) }
}

/// A daemon has some ten threads.
private let atOnceMax = 4
/// A file of ten megabytes takes about one second; whoever waits longer is told that it is checked later.
private let secondsMax = 10
/// Half of what a daemon on a small machine looks through.
private let bytesPerSecond = 5 * 1_048_576
/// What `sun_path` takes, with its zero.
private let pathBytesMax = 108
/// The name of the longest signature is far shorter.
private let answerBytesMax = 4_096
