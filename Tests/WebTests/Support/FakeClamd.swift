import Foundation
import Synchronization

/// Speaks the INSTREAM of clamd on a socket of its own: what holds the word VIRUS is infected.
final class FakeClamd: Sendable {
    enum Mood: Sendable {
        case well
        /// Hears everything and answers this.
        case says(String)
        /// Hangs up as soon as somebody calls.
        case hangsUp
    }

    /// What stands in CAIS_CLAMD.
    let address: String
    private let listener: Int32
    private let mood: Mood
    private let state = Mutex<[[UInt8]]>([])

    /// The files that came, each whole.
    var files: [[UInt8]] { state.withLock { $0 } }

    /// On a Unix socket at a path, or on a free port of loopback.
    init(path: String? = nil, _ mood: Mood = .well) throws {
        self.mood = mood
        listener = socket(path == nil ? AF_INET : AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        if let path {
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            guard FakeClamd.listening(listener, &name) else { throw POSIXError(.EADDRNOTAVAIL) }
            address = path
        } else {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = inet_addr("127.0.0.1")
            guard FakeClamd.listening(listener, &name) else { throw POSIXError(.EADDRNOTAVAIL) }
            address = "127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        }
        Thread.detachNewThread { [self] in serve() }
    }

    /// Binds, listens, and writes back the name that it got.
    private static func listening<Name>(_ listener: Int32, _ name: inout Name) -> Bool {
        var length = socklen_t(MemoryLayout<Name>.size)
        return withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(listener, plain, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, plain, &length) == 0
            }
        }
    }

    /// Nobody answers from now on. Only the thread that serves closes the socket: its number would be given to
    /// another one, whose callers it would then take.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve() {
        defer { close(listener) }
        while true {
            let one = accept(listener, nil, nil)
            if one < 0 { return }
            if case .hangsUp = mood {} else { talk(one) }
            close(one)
        }
    }

    private func talk(_ one: Int32) {
        guard let command = read(one, 10), command == Array("zINSTREAM\0".utf8) else { return }
        var file: [UInt8] = []
        while let head = read(one, 4) {
            let count = head.reduce(0) { $0 << 8 | Int($1) }
            if count == 0 { break }
            guard let piece = read(one, count) else { return }
            file += piece
        }
        state.withLock { $0.append(file) }
        let isBad = String(decoding: file, as: UTF8.self).contains("VIRUS")
        var words = isBad ? "stream: Test.Virus FOUND" : "stream: OK"
        if case .says(let other) = mood { words = other }
        let answer = Array((words + "\0").utf8)
        _ = answer.withUnsafeBytes { send(one, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// So many bytes, or nil where the other side has hung up.
    private func read(_ one: Int32, _ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var buffer = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(one, &buffer, buffer.count, 0)
            if got <= 0 { return nil }
            bytes += buffer.prefix(got)
        }
        return bytes
    }
}
