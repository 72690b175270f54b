import Kernel
import Logging
import ServiceLifecycle

/// What is done once a day and once an hour: figures are kept, chains are signed.
struct NightService: Service {
    let work: @Sendable (Moment) async throws -> Void
    let name: String
    let secondsBetween: Int64
    let clock: Clock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await work(clock())
                } catch {
                    logger.error("\(name)", metadata: ["error": "\(String(reflecting: error))"])
                }
                try? await Task.sleep(for: .seconds(secondsBetween))
            }
        }
    }
}
