package io.freshet.jobs.demo;

import io.freshet.jobs.demo.Spotlight.Scene;
import io.freshet.jobs.demo.ViewState.Entry;
import io.freshet.jobs.demo.ViewState.Person;
import io.freshet.jobs.local.Ledger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers what a view shows; called by the view's thread only. */
final class ViewSource {
    private final String broker;
    private final long startMs;
    private final Ledger ledger;
    private final Scoreboard scoreboard;
    private final Spotlight spotlight;
    private final Function<String, String> titles;
    private final Throughput throughput;

    ViewSource(
            String broker,
            long startMs,
            Ledger ledger,
            Scoreboard scoreboard,
            Spotlight spotlight,
            Function<String, String> titles) {
        this.broker = broker;
        this.startMs = startMs;
        this.ledger = ledger;
        this.scoreboard = scoreboard;
        this.spotlight = spotlight;
        this.titles = titles;
        this.throughput = new Throughput(startMs);
    }

    ViewState at(long nowMs) {
        Summary summary = scoreboard.summary();
        long answers = ledger.answers();
        return new ViewState(
                broker,
                (nowMs - startMs) / 1000,
                answers,
                throughput.add(nowMs, answers),
                ledger.waiting(),
                summary.users(),
                summary.items(),
                summary.deadLetters(),
                scoreboard.model(),
                scoreboard.popularity(),
                person(spotlight.scene(nowMs)));
    }

    private @Nullable Person person(@Nullable Scene scene) {
        return scene == null
                ? null
                : new Person(
                        scene.userId(),
                        scene.clicks(),
                        scene.lastClicks().stream().map(titles).toList(),
                        entries(scene));
    }

    private List<Entry> entries(Scene scene) {
        return IntStream.range(0, scene.list().size())
                .mapToObj(place -> entry(scene, place))
                .toList();
    }

    private Entry entry(Scene scene, int place) {
        String item = scene.list().get(place);
        int before = scene.listBefore().indexOf(item);
        return before < 0
                ? new Entry(titles.apply(item), 0, !scene.listBefore().isEmpty())
                : new Entry(titles.apply(item), before - place, false);
    }
}
