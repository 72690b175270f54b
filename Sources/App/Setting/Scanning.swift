import Cases
import Kernel
import Logging
import Web

/// Who looks for viruses in what people hand in: the daemon of ClamAV that CAIS_CLAMD names, a socket's path or a port
/// of this machine. Where nothing is named, nothing is looked for.
enum Scanning {
    static func daemon(_ environment: [String: String]) throws -> Clamd? {
        guard let text = environment["CAIS_CLAMD"], !text.isEmpty else { return nil }
        guard let daemon = Clamd(text) else {
            throw Trouble(
                "CAIS_CLAMD is the path of clamd's socket, such as /run/clamav/clamd.ctl, or 127.0.0.1:3310; no other machine reads the files"
            )
        }
        return daemon
    }

    static func scan(_ options: Options) throws -> ScanFile? {
        guard let daemon = try daemon(options.environment) else { return nil }
        return { await daemon.scan($0) }
    }
}

extension House {
    /// Documents that nobody could look through when they came join as soon as somebody can.
    func waitingDocuments(_ logger: Logger) -> NightService {
        let cases = self.cases
        return NightService(
            work: { now in
                if let why = try await cases.checkWaiting(at: now) {
                    logger.warning("documents wait for clamd", metadata: ["why": "\(why)"])
                }
            },
            name: "waiting documents", secondsBetween: waitingSeconds, clock: clock, logger: logger)
    }
}

/// Soon enough for whoever waits on the page; an idle round is one question to the store.
private let waitingSeconds: Int64 = 60
