import Foundation

/// A port of this machine at which a test answers, one caller after the other.
struct LoopbackListener: Sendable {
    let port: UInt16
    private let handle: Int32

    init() throws {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(socket, plain, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, plain, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        handle = socket
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Hands over every caller until it is stopped, on a thread of its own.
    func serve(_ talk: @escaping @Sendable (Int32) -> Void) {
        let handle = self.handle
        Thread.detachNewThread {
            while true {
                let one = accept(handle, nil, nil)
                if one < 0 { break }
                talk(one)
                close(one)
            }
            // Here and nowhere else: while the thread may still ask it, the number must not become another's.
            close(handle)
        }
    }

    /// Nobody answers at this port from now on.
    func stop() {
        shutdown(handle, Int32(SHUT_RDWR))
    }
}
