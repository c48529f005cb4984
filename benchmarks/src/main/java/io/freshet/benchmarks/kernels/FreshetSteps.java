package io.freshet.benchmarks.kernels;

import io.freshet.embedding.ChangeListener;
import io.freshet.embedding.ContrastiveLearner;
import io.freshet.embedding.ItemModel;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.UserVector;

/** Our learner. */
final class FreshetSteps implements Steps {
    private final LearningEvents events;
    private final ItemModel model;
    private final ContrastiveLearner learner;
    private final UserVector[] users;
    private int learned;

    /** @param model which has the events' items in its first rows */
    FreshetSteps(LearnerConfig config, ItemModel model, LearningEvents events, int users) {
        this.events = events;
        this.model = model;
        this.users = new UserVector[users];
        for (int user = 0; user < users; user++) {
            this.users[user] = model.startOfUser(user);
        }
        NegativeSampler sampler = new NegativeSampler(config.ringSize(), config.ringShare());
        this.learner = new ContrastiveLearner(config, model, sampler, ChangeListener.NONE);
    }

    /** With a model of its own, in which all items are new. */
    static FreshetSteps ofNew(LearnerConfig config, LearningEvents events, int users, int items) {
        ItemModel model = new ItemModel(config);
        for (int item = 0; item < items; item++) {
            model.rowOf(item, "");
        }
        return new FreshetSteps(config, model, events, users);
    }

    @Override
    public double next(int count) {
        for (int i = 0; i < count; i++, learned++) {
            int event = learned % events.size();
            learner.learn(users[events.users()[event]], events.contexts()[event], events.positives()[event], learned);
        }
        return model.bias(0);
    }
}
