package io.freshet.jobs.live;

import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.PrefixOption;
import io.freshet.jobs.config.SettingsOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code flink run} calls: {@code flink run freshet-jobs-….jar --bootstrap host:9092}. */
@Command(
        name = "freshet-job",
        description = "Submits the live job to the cluster that runs this jar.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class LiveCommand implements Callable<Integer> {
    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", required = true, description = "Kafka brokers")
    private String bootstrap = "";

    @Mixin
    private PrefixOption prefix = new PrefixOption();

    @Option(names = "--repeat", description = "users come back to items: recommend those too")
    private boolean repeat;

    @Option(names = "--exactly-once", description = "transactional output, readable at each checkpoint only")
    private boolean exactlyOnce;

    @Option(
            names = "--loop-bytes",
            paramLabel = "N",
            defaultValue = "32000000",
            description = "bytes a second that all rows published to the item-state topic may take (default: 32000000)")
    private long loopBytes;

    @Option(
            names = "--list-interval",
            paramLabel = "MS",
            defaultValue = "0",
            description =
                    "at most one list is pushed to a user in so long, in event time; 0 after each event (default)")
    private long listIntervalMs;

    @Option(
            names = "--remembered-events",
            paramLabel = "N",
            defaultValue = "64",
            description = "latest events of each user that are known again if they come twice (default: 64)")
    private int rememberedEvents;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "milliseconds between checkpoints (default: ${DEFAULT-VALUE})")
    private long checkpointMs;

    @Option(
            names = "--transaction-timeout",
            paramLabel = "MS",
            defaultValue = "600000",
            description = "of --exactly-once, at most the broker's transaction.max.timeout.ms (default: 600000)")
    private long transactionMs;

    @Option(
            names = "--start",
            paramLabel = "HOW",
            description = {
                "without a savepoint: empty refuses rows of an earlier job (default), fresh deletes them and reads",
                "all interactions, topic begins with them, at the offsets of the earlier job's last checkpoint"
            })
    private StartMode start = StartMode.EMPTY;

    @Option(
            names = "--alignment",
            paramLabel = "MS",
            defaultValue = "0",
            description = "how far a partition may run ahead of the others in event time; 0 lets them run (default)")
    private long alignmentMs;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    public static void main(String[] args) throws Exception {
        CommandLine command = new CommandLine(new LiveCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    throw failure;
                });
        int status = command.execute(args);
        if (status != 0) {
            throw new IllegalArgumentException("the job was not submitted: see the message above");
        }
    }

    @Override
    public Integer call() throws Exception {
        JobConfig config = config();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FreshetJob.build(env, config, checkedStart(config, env.getConfiguration()));
        env.execute("freshet");
        return 0;
    }

    private Start checkedStart(JobConfig config, ReadableConfig flink) throws InterruptedException {
        try (StartCheck check = new StartCheck(config)) {
            check.requireTransactions();
            Start noted = check.note(start);
            if (noted.isRefused() && isSubmission(flink)) {
                throw new IllegalStateException(noted.refusal(config.topics().itemState()));
            }
            return noted;
        }
    }

    /**
     * Where the job manager runs this program, it does so again when it takes a running job over: then the job restores
     * its state though no savepoint is given, and only its operators can tell whether they must refuse.
     */
    private static boolean isSubmission(ReadableConfig flink) {
        return flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()
                && !"embedded".equals(flink.get(DeploymentOptions.TARGET));
    }

    JobConfig config() {
        return JobConfig.builder(bootstrap)
                .topics(prefix.topics())
                .settings(settings.load(), repeat)
                .guarantee(exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .loopBytesPerSecond(loopBytes)
                .listInterval(Duration.ofMillis(listIntervalMs))
                .rememberedEvents(rememberedEvents)
                .checkpointInterval(Duration.ofMillis(checkpointMs))
                .transactionTimeout(Duration.ofMillis(transactionMs))
                .alignment(Duration.ofMillis(alignmentMs))
                .build();
    }
}
