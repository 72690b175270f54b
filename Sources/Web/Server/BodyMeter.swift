import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// How long a body may take to arrive: a while at first, and longer only as its bytes come.
struct Patience: Sendable {
    /// Enough for any form, also from a bad connection.
    var first: Duration = .seconds(30)
    /// About 100 kbit/s: a file of ten megabytes may take a quarter of an hour.
    var bytesPerSecond = 12 * 1_024
    /// From the answer to a body that was not read until the connection is closed.
    var linger: Duration = .seconds(10)

    func isOver(after spent: Duration, bytes: Int) -> Bool {
        spent > first + .seconds(Double(bytes) / Double(bytesPerSecond))
    }
}

/// Counts a body while it arrives: not too much of it, and not too slowly.
struct BodyMeter {
    private let bytesMax: Int
    private let patience: Patience
    private let start = ContinuousClock.now
    private var total = 0

    init(bytesMax: Int, patience: Patience) {
        self.bytesMax = bytesMax
        self.patience = patience
    }

    mutating func count(_ piece: ByteBuffer) throws {
        total += piece.readableBytes
        if total > bytesMax { throw tooLarge(bytesMax) }
        if patience.isOver(after: start.duration(to: .now), bytes: total) {
            throw Refused(
                .tooSlow,
                "What you sent took too long to arrive. Nothing was stored: please send it again where the connection is better."
            )
        }
    }
}

func tooLarge(_ bytesMax: Int) -> Refused {
    Refused(
        .tooLarge,
        "What you sent is larger than {n} kilobytes. Nothing was stored: please send less.",
        ["n": String(bytesMax / 1_024)])
}

extension Response {
    /// Ends the conversation where a body was announced and nobody read it to its end: what still trickles in
    /// would hold the line for ever.
    func ending(_ request: Request) -> Response {
        let length = request.headers[.contentLength] ?? "0"
        guard length != "0" || request.headers[.transferEncoding] != nil else { return self }
        var last = self
        last.headers[.connection] = "close"
        return last
    }
}
