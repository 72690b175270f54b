import Foundation
import Kernel
import Storage
import TestSupport

@testable import App

/// One installation with demo data and a story played through it, made when first asked for.
///
/// An actor because many tests ask at once: one of them makes it while the others wait.
actor DemoStore {
    static let shared = DemoStore(.sqlite)
    private static let onPostgres = DemoStore(.postgres)

    /// The one on an engine.
    static func on(_ engine: Engine) -> DemoStore { engine == .postgres ? onPostgres : shared }

    private enum State {
        case nothing
        case making([CheckedContinuation<Void, Never>])
        case made(Options, Story)
    }

    private let engine: Engine
    private var state = State.nothing

    private init(_ engine: Engine) {
        self.engine = engine
    }

    /// A copy that a test may spoil, with the keys of the compartments it is given.
    func copy(without: [Compartment] = []) async throws -> Installed {
        while case .making(let others) = state {
            await withCheckedContinuation { state = .making(others + [$0]) }
        }
        if case .nothing = state { try await make() }
        guard case .made(let made, let story) = state else { throw Trouble("no demo store") }
        let copied = try TestFolder.make() + "/data"
        try FileManager.default.copyItem(atPath: made.data, toPath: copied)
        for compartment in without {
            try FileManager.default.removeItem(atPath: copied + "/keys/\(compartment).key")
        }
        let database = try await place(copyOf: made.database)
        return Installed(options: try testOptions(copied, database: database), story: story)
    }

    /// A database of one's own, empty or a copy; nil where the store is files.
    private func place(copyOf origin: String? = nil) async throws -> String? {
        guard engine == .postgres else { return nil }
        let place: Database.Location
        if let origin {
            place = try await TestDatabase.place(copyOf: origin)
        } else {
            place = try await TestDatabase.emptyPlace()
        }
        guard case .postgres(let url) = place else { throw Trouble("no PostgreSQL") }
        return url
    }

    private func make() async throws {
        state = .making([])
        let folder = try TestFolder.make() + "/data"
        let result: Result<(Options, Story), any Error>
        do {
            let options = try testOptions(
                folder, database: await place(), home: LightHome.shared.get())
            _ = try await demo(options, scale: .small)
            result = .success((options, try await Story.play(options)))
        } catch {
            result = .failure(error)
        }
        guard case .making(let waiting) = state else { return }
        if case .success(let made) = result {
            state = .made(made.0, made.1)
        } else {
            state = .nothing
        }
        for one in waiting { one.resume() }
        _ = try result.get()
    }
}

/// A copy of the demo installation, and what is in it.
struct Installed: Sendable {
    let options: Options
    let story: Story
}

/// Options over a folder of tests: PDF comes from a script that only says it is one, so that no test needs WeasyPrint.
func testOptions(
    _ data: String, database: String? = nil, home: String = projectFolder
) throws -> Options {
    let tools = try TestFolder.make()
    try script(tools + "/python", "#!/bin/sh\ncat >/dev/null\nprintf '%%PDF-1.7 test'\n")
    try script(tools + "/pandoc", "#!/bin/sh\ncat >/dev/null\nprintf 'PK test'\n")
    return try Options(
        data: data, database: database, home: home,
        environment: ["CAIS_PYTHON": tools + "/python", "CAIS_PANDOC": tools + "/pandoc"])
}

private func script(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
}
