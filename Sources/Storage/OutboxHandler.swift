/// Sends one message on its way; throwing postpones it, and it may be called twice for one message.
public typealias OutboxHandler = @Sendable (OutboxMessage) async throws -> Void
