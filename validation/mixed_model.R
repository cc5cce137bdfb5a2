# Random intercept and slope by lme4 and nlme, and the sandwich of the patients worked out from lme4's fit.
# Writes tests/oracles/mixed_model.csv and the visits in tests/oracles/data/mixed_*.csv.

source("validation/oracle.R")
suppressMessages({
  library(lme4)
  library(nlme, exclude = "lmList")
})
set.seed(51)

half_points <- function(x) pmin(9.5, pmax(0, round(2 * x) / 2))

# Visits of n patients: from fewest to most each, at irregular times unless on a grid.
visits_of <- function(n, fewest, most, sd_level, sd_slope, sd_error, grid = FALSE, rounded = FALSE) {
  size <- if (fewest == most) rep(fewest, n) else sample(fewest:most, n, replace = TRUE)
  patient <- rep(seq_len(n), size)
  years <- if (grid) sequence(size) / 2 - 0.5 else round(ave(runif(length(patient), 0, 4), patient, FUN = sort), 3)
  treated <- (patient %% 2)
  age <- round(rnorm(n, 38, 9), 1)[patient]
  level <- rnorm(n, 3.5, sd_level)[patient]
  slope <- rnorm(n, 0.15, sd_slope)[patient]
  score <- level + 0.02 * (age - 38) + (slope - 0.1 * treated) * years + rnorm(length(patient), 0, sd_error)
  data.frame(patient, years, treated, age, score = if (rounded) half_points(score) else round(score, 4))
}

cases <- list(
  unbalanced = visits_of(60, 1, 9, 1.2, 0.2, 0.5),
  grid_half_points = visits_of(48, 8, 8, 1.3, 0.25, 0.4, grid = TRUE, rounded = TRUE),
  no_slope_variance = visits_of(40, 3, 6, 1.0, 0, 0.6),
  no_variance_at_all = visits_of(30, 4, 4, 0, 0, 0.8, grid = TRUE)
)

tight <- lmerControl(
  optimizer = "bobyqa", optCtrl = list(rhoend = 1e-13, maxfun = 1e6), calc.derivs = FALSE, check.conv.singular = "ignore"
)

# The likeliest of several searches: from lme4's own start it can stay at a variance of 0 that is not the best.
fitted <- function(formula, visits, reml, n_free) {
  starts <- list(NULL, rep(0.2, n_free), c(0.5, -0.3, 0.05)[seq_len(n_free)], c(0.05, -0.2, 0.01)[seq_len(n_free)])
  fits <- lapply(starts, function(start) lmer(formula, visits, REML = reml, control = tight, start = start))
  fits[[which.max(vapply(fits, function(fit) as.numeric(logLik(fit)), 0))]]
}

variances <- function(fit) {
  between <- VarCorr(fit)$patient
  found <- c(intercept = between[1, 1], residual = sigma(fit)^2)
  if (ncol(between) == 2) found <- c(found, slope = between[2, 2], covariance = between[1, 2])
  found
}

plain <- function(names) gsub("(Intercept)", "intercept", names, fixed = TRUE)

record_lmer <- function(oracle, estimator, case, fit) {
  record(oracle, estimator, case, "coefficient", setNames(fixef(fit), plain(names(fixef(fit)))), "lme4")
  std_errors <- sqrt(diag(as.matrix(vcov(fit))))
  record(oracle, estimator, case, "std_error", setNames(std_errors, plain(names(fixef(fit)))), "lme4")
  record(oracle, estimator, case, "variance", variances(fit), "lme4")
  record(oracle, estimator, case, "log_likelihood", as.numeric(logLik(fit)), "lme4")
}

# X'V^-1 (y - X beta) of each patient, crossed, between two inverses of X'V^-1 X (Liang and Zeger 1986).
sandwich_of <- function(fit, visits) {
  x <- getME(fit, "X")
  rest <- getME(fit, "y") - drop(x %*% fixef(fit))
  between <- as.matrix(VarCorr(fit)$patient)
  bread <- meat <- matrix(0, ncol(x), ncol(x))
  for (rows in split(seq_len(nrow(visits)), visits$patient)) {
    z <- cbind(1, visits$years[rows])
    v <- z %*% between %*% t(z) + sigma(fit)^2 * diag(length(rows))
    weighed <- t(x[rows, , drop = FALSE]) %*% solve(v)
    bread <- bread + weighed %*% x[rows, , drop = FALSE]
    pull <- weighed %*% rest[rows]
    meat <- meat + pull %*% t(pull)
  }
  sqrt(diag(solve(bread, t(solve(bread, meat)))))
}

oracle <- new_oracle()
formula <- score ~ years * treated + age
for (case in names(cases)) {
  visits <- cases[[case]]
  save_patients(visits, paste0("mixed_", case))
  for (reml in c(TRUE, FALSE)) {
    name <- paste("Mixed model, random intercept and slope,", if (reml) "REML" else "maximum likelihood")
    fit <- fitted(update(formula, . ~ . + (years | patient)), visits, reml, 3)
    # Without any variance the likelihood is so flat in the slope that lme4 ends at 1 of 5,000 from the best.
    if (reml || case != "no_variance_at_all") record_lmer(oracle, name, case, fit)
    if (reml && case %in% c("unbalanced", "grid_half_points")) {
      errors <- setNames(sandwich_of(fit, visits), plain(names(fixef(fit))))
      record(oracle, "Mixed model, sandwich of the patients", case, "std_error", errors, "lme4")
    }
    level <- fitted(update(formula, . ~ . + (1 | patient)), visits, reml, 1)
    record_lmer(oracle, sub("intercept and slope", "intercept", name), case, level)
  }
}

for (case in c("unbalanced", "grid_half_points")) {
  control <- lmeControl(msTol = 1e-14, tolerance = 1e-12, msMaxIter = 1e4, maxIter = 1e4, opt = "nlminb")
  fit <- lme(formula, random = ~ years | patient, data = cases[[case]], method = "REML", control = control)
  name <- "Mixed model, random intercept and slope, REML"
  record(oracle, paste0(name, " (nlme)"), case, "coefficient", setNames(fixef(fit), plain(names(fixef(fit)))), "nlme")
  record(oracle, paste0(name, " (nlme)"), case, "log_likelihood", as.numeric(logLik(fit)), "nlme")
}

save_oracle(oracle, "mixed_model.csv")
