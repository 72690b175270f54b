import Glibc

/// A client on a bare socket: it says what it likes, as slowly as it likes.
final class BareLine: Sendable {
    struct NobodyListens: Error {}

    private let descriptor: Int32

    init(port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let answer = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, size) }
        }
        descriptor = line
        guard answer == 0 else { throw NobodyListens() }
    }

    deinit {
        close(descriptor)
    }

    /// Whether it could be sent; the other side may have closed.
    @discardableResult
    func say(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// What came since it was asked last; nil where the other side has closed.
    func heard() -> String? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        if count > 0 { return String(decoding: bytes.prefix(count), as: UTF8.self) }
        return count < 0 && errno == EAGAIN ? "" : nil
    }
}
