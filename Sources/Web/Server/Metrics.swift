import Synchronization

/// Counts and times by route, in Prometheus's text form (exposition format 0.0.4).
final class Metrics: Sendable {
    private struct Key: Hashable {
        let route: String
        let status: Int
    }

    private struct Times {
        var counts = [Int](repeating: 0, count: Metrics.bounds.count)
        var sum = 0.0
        var total = 0
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var times: [String: Times] = [:]
    }

    /// Upper bounds of the buckets, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    private let state = Mutex(State())

    func record(route: String, status: Int, spent: Duration) {
        let seconds =
            Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
        state.withLock { state in
            state.requests[Key(route: route, status: status), default: 0] += 1
            var times = state.times[route] ?? Times()
            for (index, bound) in Metrics.bounds.enumerated() where seconds <= bound {
                times.counts[index] += 1
            }
            times.sum += seconds
            times.total += 1
            state.times[route] = times
        }
    }

    func text(_ gauges: [Gauge]) -> String {
        let now = state.withLock { $0 }
        var lines = [
            "# HELP cais_requests_total Requests answered.", "# TYPE cais_requests_total counter",
        ]
        for (key, count) in now.requests.sorted(by: {
            ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
        }) {
            lines.append(
                "cais_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)")
        }
        lines += [
            "# HELP cais_request_seconds Time to answer.", "# TYPE cais_request_seconds histogram",
        ]
        for (route, times) in now.times.sorted(by: { $0.key < $1.key }) {
            for (index, bound) in Metrics.bounds.enumerated() {
                lines.append(
                    "cais_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(times.counts[index])"
                )
            }
            lines.append(
                "cais_request_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.total)")
            lines.append("cais_request_seconds_sum{route=\"\(route)\"} \(times.sum)")
            lines.append("cais_request_seconds_count{route=\"\(route)\"} \(times.total)")
        }
        for gauge in gauges {
            lines += [
                "# HELP \(gauge.name) \(gauge.help)",
                "# TYPE \(gauge.name) \(gauge.isCounter ? "counter" : "gauge")",
                "\(gauge.name) \(gauge.value)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
