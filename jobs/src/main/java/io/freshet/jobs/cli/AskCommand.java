package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.input.SyntheticTitles;
import io.freshet.jobs.input.TimeText;
import io.freshet.jobs.input.Titles;
import io.freshet.jobs.kafka.RequestClient;
import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.text.TableText;
import io.freshet.schemas.Codec;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet ask}: a request to the running job, and its answer. */
@Command(
        name = "ask",
        description = {
            "Asks the live job what to show a user: sends a request to its topic and prints the answer.",
            "Status: 0 if it was answered, 1 if not."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class AskCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "USER", description = "for whom; one who was never seen gets what is popular")
    private String user = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "items at most (default: 10)")
    private int limit;

    @Option(
            names = "--context",
            paramLabel = "ITEM",
            description = "what the user looks at now; may be repeated, newest last")
    private List<String> context = List.of();

    @Option(names = "--exclude", paramLabel = "ITEM", description = "not to be answered; may be repeated")
    private List<String> excludes = List.of();

    @Option(
            names = "--candidate",
            paramLabel = "ITEM",
            description = "to be reranked, in place of all items; may be repeated")
    private List<String> candidates = List.of();

    @Option(names = "--category", paramLabel = "NAME", description = "only items that the catalogue puts into it")
    private @Nullable String category;

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "when it is asked: a date (UTC), an instant, or milliseconds since 1970 (default: now)")
    private @Nullable String at;

    @Mixin
    private BrokerArguments where = new BrokerArguments();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "15",
            description = "wait so many seconds for the answer (default: 15)")
    private int timeout;

    @Option(names = "--titles", paramLabel = "FILE", description = "names of the items")
    private @Nullable Path titles;

    @Option(names = "--json", description = "print the answer as one line of JSON")
    private boolean json;

    AskCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        OptionChecks checks = new OptionChecks(command().commandLine());
        checks.within("--timeout", timeout, 1, 3600, "15 is plenty for a job that runs");
        checks.readable("--titles", titles);
        RecommendationRequest request = request();
        Function<String, String> names = names();
        RunningDemo broker = where.find();
        Logs.toErrorOutput(false);
        try (RequestClient client = new RequestClient(broker.bootstrapServers(), new Topics(broker.prefix()))) {
            long asked = System.nanoTime();
            Optional<Recommendations> answer = client.ask(request, Duration.ofSeconds(timeout));
            long waitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
            print(answer.orElseThrow(() -> unanswered(broker)), waitedMs, names);
        } catch (TimeoutException e) {
            throw new IOException("no broker answers at " + broker.bootstrapServers() + ": check --bootstrap", e);
        }
        return 0;
    }

    private RecommendationRequest request() {
        long timeMs = at == null ? System.currentTimeMillis() : TimeText.toMillis("--at", at);
        String id = "ask-" + UUID.randomUUID();
        try {
            return new RecommendationRequest(id, user, limit, context, candidates, excludes, category, timeMs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command().commandLine(), "the request's " + e.getMessage(), e);
        }
    }

    private Function<String, String> names() {
        if (titles != null) {
            return Titles.read(titles)::titleOf;
        }
        return where.isDemo() ? SyntheticTitles::titleOf : Function.identity();
    }

    private IOException unanswered(RunningDemo broker) {
        return new IOException("no answer came within " + timeout + " s: see whether a job runs at "
                + broker.bootstrapServers() + ", and wait until it does");
    }

    private void print(Recommendations answer, long waitedMs, Function<String, String> names) {
        if (json) {
            out.println(Codec.recommendations().toJson(answer));
            return;
        }
        String reason = answer.reason() == null ? "" : ", " + answer.reason();
        out.println(answer.userId() + ": " + answer.items().size() + " items from " + answer.modelVersion() + " after "
                + waitedMs + " ms" + reason);
        TableText table = new TableText();
        int place = 0;
        for (RecommendedItem item : answer.items()) {
            place++;
            table.row(
                    String.format(Locale.ROOT, "%4d  %s", place, names.apply(item.itemId())),
                    item.itemId(),
                    String.format(Locale.ROOT, "%.4f", item.score()),
                    String.join(",", item.sources()));
        }
        table.lines().forEach(out::println);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        return spec;
    }
}
