package io.freshet.jobs.live;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.features.ItemReplica;
import io.freshet.jobs.config.JobConfig;
import io.freshet.ranking.Recommender;

/**
 * The engine of one subtask of PERSONALIZE and what it works on. Mailbox thread only.
 *
 * @param replica of the shared rows
 * @param sampler of negatives, with the learner's own ring of recent positives
 * @param recommender on both
 * @param rules that its lists obey
 */
record Learner(ItemReplica replica, NegativeSampler sampler, Recommender recommender, RulesInForce rules) {

    /**
     * One that knows nothing.
     *
     * @param number of the learner, unique in the job
     * @param incarnation a number that this learner never had before
     */
    static Learner create(JobConfig config, int number, long incarnation) {
        LearnerConfig learner = config.recommender().learner();
        ItemReplica replica = new ItemReplica(
                learner,
                config.recommender().rankerLayout(),
                config.loop(),
                config.recommender().items().expiry(),
                number,
                incarnation);
        NegativeSampler sampler = new NegativeSampler(learner.ringSize(), learner.ringShare());
        Recommender recommender = Recommender.sharing(config.recommender(), replica, sampler);
        return new Learner(replica, sampler, recommender, new RulesInForce(recommender));
    }
}
