package io.freshet.jobs.cluster;

import io.freshet.jobs.kafka.LocalPorts;
import java.nio.file.Path;

/** Configuration files of the processes, but for Flink's own. */
final class ProcessFiles {
    static final String LOGGING =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.console.ref = console
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d %-5p %c{1} %m%n%throwable
            """;

    private ProcessFiles() {}

    /** ZooKeeper's {@code zoo.cfg}, for one server. */
    static String quorum(Path data, int port) {
        return """
                tickTime=1000
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                admin.enableServer=false
                """
                .formatted(data, port, LocalPorts.HOST);
    }
}
