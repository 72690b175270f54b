import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// The page to take along.
@Suite struct OfflineTests {
    private func kit() throws -> OfflineKit {
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: projectFolder + "/web/" + name, encoding: .utf8)
        }
        return OfflineKit(
            style: try text("css/tokens.css") + text("css/offline.css"),
            script: try text("js/offline.js"), pt: try translator("pt"), en: try translator("en"))
    }

    private func withKit(_ network: ServiceNetwork) throws -> ServiceNetwork {
        var network = network
        network.offline = try kit()
        return network
    }

    @Test(arguments: Engine.underTest)
    func `it holds every place with its source, asks nobody for anything, and is signed`(
        engine: Engine
    ) async throws {
        let network = try withKit(try await network(engine))
        let file = try await network.offlineFile(at: noon)
        let own = try network.database.keys.checkpointPublicKey()
        #expect(try SignedFile.signer(of: file) == own)
        #expect(file.count < 500_000)
        let text = String(decoding: file, as: UTF8.self)
        let names = try await network.database.read { db in try Place.standing(in: db).map(\.name) }
        #expect(names.count == 132)
        for name in names where !name.contains(where: { "&<>\"'".contains($0) }) {
            #expect(text.contains("<h3>\(name)</h3>"), "\(name)")
        }
        #expect(text.components(separatedBy: "<li data-town=").count - 1 == 132)
        // Both languages, the day, and what it rests on.
        #expect(text.contains("<span lang=\"pt\">Locais que ajudam migrantes</span>"))
        #expect(text.contains("<span lang=\"en\">Places that help migrants</span>"))
        #expect(text.contains("State of 23 November 2026."))
        #expect(text.contains("10 of 34 one-stop centres (Loja AIMA) known."))
        #expect(text.contains("https://fundaoacolhe.pt/portugal/autonomiza/atendimento-ao-cidadao"))
        // Nothing is fetched: no address of an asset, and a policy that forbids the rest.
        #expect(text.contains("default-src 'none'"))
        for asked in ["<link", " src=", "@import", "url(", "fetch("] {
            #expect(!text.contains(asked), "\(asked)")
        }
        #expect(text.components(separatedBy: "</script").count == 2)
        #expect(text.components(separatedBy: "</style").count == 2)
    }

    @Test(arguments: Engine.underTest)
    func `a closed place and a desk of another body stand there, and for no need`(
        engine: Engine
    ) async throws {
        let network = try withKit(try await network(engine))
        let text = String(decoding: try await network.offlineFile(at: noon), as: UTF8.self)
        let items = text.components(separatedBy: "<li data-town=").dropFirst()
        let offered = items.filter {
            $0.prefix(400).contains("data-does") || $0.prefix(400).contains("data-tells")
        }
        let serving = try await network.database.read { db in
            try DirectorySnapshot(in: db).places.count {
                $0.place.isOffered && $0.services != PlaceServices()
            }
        }
        #expect(offered.count == serving && serving == 30)
        let sines = try #require(items.first { $0.contains("CLAIM Sines") })
        #expect(sines.contains("This place is closed. Do not go there."))
        #expect(!sines.contains("data-tells"))
    }

    @Test func `its style and its script run by their hashes, and nothing beside them`()
        async throws
    {
        // The example of the specification, so that the hash is a browser's and not one of our own.
        #expect(
            browserHash("alert('Hello, world.');")
                == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=")
        let network = try withKit(try await emptyNetwork(.sqlite))
        let text = String(decoding: try await network.offlineFile(at: noon), as: UTF8.self)
        func inner(_ mark: String) -> String {
            let after = text.components(separatedBy: "<\(mark)>")[1]
            return after.components(separatedBy: "</\(mark)>")[0]
        }
        #expect(text.contains("script-src '\(browserHash(inner("script")))';"))
        #expect(text.contains("style-src '\(browserHash(inner("style")))';"))
        for loose in ["unsafe-inline", " style=", " onclick="] { #expect(!text.contains(loose)) }
    }

    @Test(arguments: Engine.underTest)
    func `it is made once a day, and anew as soon as the directory changes`(
        engine: Engine
    ) async throws {
        let network = try withKit(try await emptyNetwork(engine))
        func made(_ now: Moment = noon) async throws -> String {
            String(decoding: try await network.offlineFile(at: now), as: UTF8.self)
        }
        func load(_ name: String) async throws {
            let path = try folder(places: ["one,claim,\(name),1106,,open,,housing,,,,,,somewhere"])
            #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        }
        try await load("Balcão Um")
        let first = try await made()
        #expect(try await made() == first && first.contains("Balcão Um"))
        try await load("Balcão Dois")
        let second = try await made()
        #expect(second.contains("Balcão Dois") && !second.contains("Balcão Um"))
        #expect(try await made(noon.adding(seconds: 86_400)).contains("State of 24 November 2026."))
    }

    @Test func `a name with marks in it stays text`() async throws {
        let network = try withKit(try await emptyNetwork(.sqlite))
        let path = try folder(places: [
            "odd,other,<script>alert(1)</script>,1106,,open,,housing,,,,,,\"<b>somewhere\""
        ])
        #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        let text = String(decoding: try await network.offlineFile(at: noon), as: UTF8.self)
        #expect(text.contains("&lt;script&gt;alert(1)"))
        #expect(!text.contains("<script>alert") && !text.contains("<b>somewhere"))
    }

    @Test func `two thousand places stay under two megabytes, and more are refused`() async throws {
        let network = try withKit(try await emptyNetwork(.sqlite))
        let rows = (0..<2_000).map { number in
            "p\(number),claim,Balcão inventado \(number) de um lugar,1106,Rua do Exemplo \(number),open,,housing;work,,,,,,https://example.org/lista"
        }
        let path = try folder(places: rows)
        #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        let file = try await network.offlineFile(at: noon)
        #expect(file.count < offlineBytesMax)
        #expect(file.count > 500_000)
        await #expect(throws: Refused.self) {
            _ = try await network.offlineFile(at: noon, bytesMax: file.count - 1)
        }
        #expect(try await network.offlineFile(at: noon, bytesMax: file.count).count == file.count)
    }

    @Test(arguments: Engine.underTest)
    func `the page tells the key, and the download is the file`(engine: Engine) async throws {
        let network = try withKit(try await network(engine))
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/help/offline")
        let key = SignedFile.written(try network.database.keys.checkpointPublicKey())
        #expect(page.status == 200)
        #expect(page.text.contains("132 places, as the directory stands today."))
        #expect(page.text.contains("\(key.prefix(4)) \(key.dropFirst(4).prefix(4))"))
        let file = try await browser.get("/help/offline/file")
        #expect(try SignedFile.signer(of: file.body) == network.database.keys.checkpointPublicKey())
        let disposition = file.headers.first { $0.0 == "content-disposition" }?.1
        #expect(disposition?.contains("cais-2026-11-23.html") == true)
        let without = try RoomBrowser(try await emptyNetwork(engine).routes)
        #expect(try await without.get("/help/offline/file").status == 404)
    }
}
