package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkClientTest {
    @Test
    void theJobsOwnReasonComesBeforeFlinks() {
        assertThat(
                        FlinkClient.reason(
                                """
                        12:00:00 INFO Something
                        java.lang.IllegalStateException: topic t holds 3 records of an earlier job
                        Caused by: java.lang.IllegalArgumentException: see the message above
                        """))
                .isEqualTo("topic t holds 3 records of an earlier job");
        assertThat(
                        FlinkClient.reason(
                                """
                        org.apache.flink.util.FlinkException: Could not retrieve the job
                        Caused by: java.net.ConnectException: Connection refused
                        """))
                .isEqualTo("java.net.ConnectException: Connection refused");
        assertThat(FlinkClient.reason("Unknown option: '--frobnicate'\nUsage: …\n"))
                .isEqualTo("Unknown option: '--frobnicate'");
    }

    @Test
    void whyThereIsNoSavepointStandsLast() {
        assertThat(Savepoints.reason(
                        "java.lang.Exception: Aborting. Failure reason: Not all required tasks run.\nat x"))
                .isEqualTo("Not all required tasks run.");
    }
}
