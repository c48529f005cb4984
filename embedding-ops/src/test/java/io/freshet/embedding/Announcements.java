package io.freshet.embedding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers rows as they were when they were announced, and all rows as they were at the start. */
final class Announcements implements ChangeListener {
    private final ItemModel model;
    final Set<Integer> targets = new HashSet<>();
    final Set<Integer> positives = new HashSet<>();
    final Set<Integer> sources = new HashSet<>();
    final Set<Integer> situations = new HashSet<>();
    private final List<float[]> situationsAtStart = new ArrayList<>();
    private final List<float[]> targetsAtStart = new ArrayList<>();
    private final List<float[]> sourcesAtStart = new ArrayList<>();

    Announcements(ItemModel model) {
        this.model = model;
    }

    void start() {
        targets.clear();
        positives.clear();
        sources.clear();
        situations.clear();
        situationsAtStart.clear();
        for (int row = 0; row < Situations.ROWS; row++) {
            situationsAtStart.add(situation(row));
        }
        targetsAtStart.clear();
        sourcesAtStart.clear();
        for (int row = 0; row < model.size(); row++) {
            targetsAtStart.add(Rows.copy(model.targets(), row));
            sourcesAtStart.add(Rows.copy(model.sources(), row));
        }
    }

    private float[] situation(int row) {
        return Rows.copy(requireNonNull(model.situations()).table(), row);
    }

    void assertNothingElseChanged() {
        for (int row = 0; row < Situations.ROWS; row++) {
            if (!situations.contains(row)) {
                assertThat(situation(row)).isEqualTo(situationsAtStart.get(row));
            }
        }
        for (int row = 0; row < model.size(); row++) {
            if (!targets.contains(row)) {
                assertThat(Rows.copy(model.targets(), row)).isEqualTo(targetsAtStart.get(row));
            }
            if (!sources.contains(row)) {
                assertThat(Rows.copy(model.sources(), row)).isEqualTo(sourcesAtStart.get(row));
            }
        }
    }

    @Override
    public void beforeTarget(int row, boolean positive) {
        if (targets.add(row)) {
            assertThat(Rows.copy(model.targets(), row)).isEqualTo(targetsAtStart.get(row));
        }
        if (positive) {
            positives.add(row);
        }
    }

    @Override
    public void beforeSource(int row) {
        if (sources.add(row)) {
            assertThat(Rows.copy(model.sources(), row)).isEqualTo(sourcesAtStart.get(row));
        }
    }

    @Override
    public void beforeWeights() {}

    @Override
    public void beforeSituation(int row) {
        if (situations.add(row)) {
            assertThat(situation(row)).isEqualTo(situationsAtStart.get(row));
        }
    }
}
