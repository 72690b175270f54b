public import Kernel
import Languages
import Storage
import Web

extension ServiceNetwork {
    /// The whole directory as one page with the signature of the house; nobody gets one that is longer than promised.
    public func offlineFile(at now: Moment) async throws -> [UInt8] {
        try await offlineFile(at: now, bytesMax: offlineBytesMax)
    }

    func offlineFile(at now: Moment, bytesMax: Int) async throws -> [UInt8] {
        guard let offline else { throw Refused.notFound }
        let directory = try await database.read { db in try shelf.snapshot(in: db) }
        let file = try directory.offline.value(of: now.utcDay) {
            let page = OfflinePage(
                kit: offline, directory: directory, madeOn: now.utcDay, languageName: languageName)
            return try database.keys.signed(page.bytes)
        }
        if file.count > bytesMax {
            throw Refused(.conflict, "The directory has grown longer than one file may be.")
        }
        return file
    }
}

/// Two megabytes: what an old phone opens, and any stick holds.
let offlineBytesMax = 2_000_000

/// Where the directory is given out to be taken along.
struct OfflineRoutes: Sendable {
    let network: ServiceNetwork

    var all: [Route] {
        [
            .get(
                "/help/offline", may: .everyone,
                "How to take the directory along, and how to check a copy.", show),
            .get(
                "/help/offline/file", may: .everyone,
                "The whole directory as one signed page that opens without a network.",
                gives: "text/html", file),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        if network.offline == nil { throw Refused.notFound }
        let t = exchange.t
        let directory = try await network.database.read { db in try network.shelf.snapshot(in: db) }
        let key = SignedFile.written(try network.database.keys.checkpointPublicKey())
        let title = t("Take the directory along")
        let count = t.plural(
            "{n} place, as the directory stands today.",
            "{n} places, as the directory stands today.", directory.places.count)
        return .page(
            title,
            """
            \(breadcrumbs(t, [NavItem(t("Find help near you"), path: "/help"), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1>
            <p class="lead">\(t("All places on one page, in Portuguese and English. It works without internet, also from a USB stick."))</p>
            <p>\(count) \(t("It tells the day on which it was made. Get a new one from time to time: places close, and hours change."))</p>
            \(actions(buttonLink(t("Download the file"), to: "/help/offline/file")))
            <h2>\(t("How to know that a copy is ours"))</h2>
            <p>\(t("The file carries the signature of this house. Whoever has Cais checks it without a network. A copy in which anything was changed is refused."))</p>
            <p><code>cais verify FILE --key "KEY"</code></p>
            <p>\(t("The key of this house:"))</p><p class="code small">\(grouped(key))</p>
            """)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let file = try await network.offlineFile(at: exchange.now)
        let name = "cais-\(exchange.now.utcDay).html"
        var reply = Reply.download(file, type: "text/html; charset=utf-8", name: name)
        reply.goesAsItIs = true
        return reply
    }

    /// In groups of four, as people read a code aloud.
    private func grouped(_ key: String) -> String {
        stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }
            .joined(separator: " ")
    }
}
