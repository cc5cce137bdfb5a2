# The pools of the shipped literature by metafor, from the numbers as their sources print them: escalc, rma, predict, confint.
# Writes tests/oracles/literature.csv.

source("validation/oracle.R")
suppressMessages(library(metafor))
tight <- list(threshold = 1e-14, maxiter = 10000, tol = 1e-14)
width <- 2 * qnorm(0.975)
oracle <- new_oracle()

printed <- function(value, low, high, to = log) data.frame(yi = to(value), sei = (to(high) - to(low)) / width)

# Rates of two arms with their intervals; the ratio of the rates as two independent arms.
arms <- function(value, low, high, value2, low2, high2) {
  one <- printed(value, low, high); two <- printed(value2, low2, high2)
  data.frame(yi = one$yi - two$yi, sei = sqrt(one$sei^2 + two$sei^2))
}
# Means with standard errors: the log ratio of means (ROM), for which a standard deviation of n = 1 is the error.
ratio_of_means <- function(value, se, value2, se2) {
  made <- escalc(measure = "ROM", m1i = value, sd1i = se, n1i = 1, m2i = value2, sd2i = se2, n2i = 1)
  data.frame(yi = as.numeric(made$yi), sei = sqrt(made$vi))
}
counts <- function(measure, ...) {
  made <- escalc(measure = measure, ...)
  data.frame(yi = as.numeric(made$yi), sei = sqrt(made$vi))
}

pool <- function(case, studies) {
  record(oracle, "study", case, "value", studies$yi, "metafor")
  record(oracle, "study", case, "std_error", studies$sei, "metafor")
  fit <- rma(yi, sei = sei, data = studies, method = "REML", test = "adhoc", control = tight)
  further <- predict(fit, pi.type = "riley")
  spread <- confint(fit, control = list(tol = 1e-14, maxiter = 10000, tau2.max = 1e4))
  record(oracle, "mean", case, "log", c(mean = as.numeric(fit$beta), lower = fit$ci.lb, upper = fit$ci.ub), "metafor")
  record(oracle, "mean", case, "further", c(lower = further$pi.lb, upper = further$pi.ub), "metafor")
  record(oracle, "mean", case, "spread", c(tau2 = fit$tau2, lower = spread$random[1, "ci.lb"],
         upper = spread$random[1, "ci.ub"], i2 = fit$I2), "metafor")
  record(oracle, "mean", case, "weight", unname(weights(fit)), "metafor")
}

relapses <- rbind(
  arms(0.78, 0.70, 0.88, 1.12, 1.02, 1.23),       # E02, interferon beta-1b
  ratio_of_means(1.19, 0.13, 1.68, 0.13),         # E07, glatiramer
  arms(0.23, 0.19, 0.28, 0.73, 0.62, 0.87),       # E13, natalizumab
  arms(0.14, 0.12, 0.17, 0.33, 0.29, 0.38)        # E08, cladribine
)
pool("relapses-drug-placebo", relapses)
pool("relapses-drug-placebo with unverified", rbind(relapses, printed(0.67, 0.56, 0.79)))  # E04, interferon beta-1a

veins <- rbind(
  printed(1.55, 0.72, 3.36),                              # X02
  counts("OR", ai = 21, n1i = 68, ci = 23, n2i = 68),     # X04
  counts("OR", ai = 8, n1i = 206, ci = 5, n2i = 70)       # X15
)
pool("veins-ultrasound", veins)
pool("veins-ultrasound with unverified", rbind(veins, printed(43, 29, 65)))                # X01

pool("cancer-matched with unverified", rbind(
  printed(1.14, 1.05, 1.23), printed(1.06, 1.03, 1.08), printed(0.95, 0.86, 1.05)))        # E50, E51, E52
pool("cancer-population with unverified", rbind(
  printed(0.94, 0.89, 1.00), printed(0.86, 0.68, 1.09), printed(1.0, 0.8, 1.2)))           # E48, E49, E49

# Studies that stand alone in their pools: each kind of number once.
alone <- rbind(
  counts("RR", ai = 2, n1i = 30, ci = 13, n2i = 31),                                                  # E26
  counts("MD", m1i = -0.20, sd1i = 0.3, n1i = 30, m2i = 0.30, sd2i = 0.4, n2i = 31),                  # E26
  counts("PLO", xi = 10, ni = 27),                                                                    # E28
  printed(0.45, 0.41, 0.49, qlogis)                                                                   # X23
)
record(oracle, "study", "alone", "value", alone$yi, "metafor")
record(oracle, "study", "alone", "std_error", alone$sei, "metafor")

save_oracle(oracle, "literature.csv")
