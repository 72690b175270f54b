public import NIOCore
import NIOPosix

/// The threads that move bytes between sockets and Swift's pool.
public enum EventLoops {
    /// One for two cores: a loop only passes requests on, and with as many loops as cores they and the
    /// pool's threads take the cores from each other (a page of fifty rows on two cores: 11,100 a second
    /// with two loops, 12,300 with one).
    public static let shared: any EventLoopGroup = MultiThreadedEventLoopGroup(
        numberOfThreads: max(1, System.coreCount / 2))
}
