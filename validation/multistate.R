# Multistate models of EDSS bands fitted to visits: likelihood at given rates, fits, standard errors, probabilities.
# Writes tests/oracles/multistate.csv and tests/oracles/data/multistate_*.csv.

source("validation/oracle.R")
suppressMessages(library(msm))
set.seed(160)
oracle <- new_oracle()

step_of <- function(q, state, years) sample(nrow(q), 1, prob = MatrixExp(q, years)[state, ])

visits_of <- function(q, n, visits, gap_days, first = c(.5, .3, .2), age = rep(0, n), effect = 0, error = NULL) {
  rows <- lapply(seq_len(n), function(id) {
    days <- c(0, cumsum(gap_days(visits - 1)))
    own <- q * exp(effect * age[id])
    true <- sample(length(first), 1, prob = first)
    for (i in seq_along(days)[-1]) true[i] <- step_of(own, true[i - 1], (days[i] - days[i - 1]) / 365.25)
    seen <- if (is.null(error)) true else vapply(true, function(s) sample(3, 1, prob = error[s, ]), 0L)
    data.frame(patient = id, day = days, state = seen, age = age[id])
  })
  do.call(rbind, rows)
}

generator <- function(...) { q <- matrix(c(...), 3, byrow = TRUE); diag(q) <- -rowSums(q); q }
q3 <- generator(0, .20, 0, .12, 0, .25, 0, .10, 0)
tied <- function(k) rep(182, k)
any_day <- function(k) sample(90:500, k, replace = TRUE)
start <- q3; start[q3 > 0] <- .15; diag(start) <- 0; diag(start) <- -rowSums(start)

tight <- function(n_par) list(
  control = list(reltol = 1e-16, maxit = 5000, ndeps = rep(1e-4, n_par), fnscale = 500), method = "BFGS"
)

# Two fits from where the last ended, for optim stops early.
fit_tightly <- function(n_par, ...) {
  fit <- do.call(msm, c(list(...), tight(n_par)))
  again <- list(...)
  again$qmatrix <- qmatrix.msm(fit, ci = "none", covariates = if (is.null(again$covariates)) "mean" else 0)
  again$qmatrix[again$qmatrix < 0] <- 0
  if (!is.null(again$ematrix) && !identical(again$fixedpars, fixed_errors)) again$ematrix <- ematrix.msm(fit, ci = "none")
  if (!is.null(again$covariates)) again$covinits <- list(age = fit$estimates[names(fit$estimates) == "qcov"])
  do.call(msm, c(again, tight(n_par)))
}
fixed_errors <- NULL

# Standard errors by msm's own differences of the slope, whose steps are ndeps above.
fitted_rates <- function(name, case, fit, n_rates) {
  record(oracle, name, case, "log_likelihood", -fit$minus2loglik / 2, "msm")
  record(oracle, name, case, "log_rate", unname(fit$estimates[seq_len(n_rates)]), "msm")
  record(oracle, name, case, "std_error", sqrt(diag(fit$covmat))[seq_len(n_rates)], "msm")
}

plain <- function(case, visits) {
  save_patients(visits[c("patient", "day", "state")], paste0("multistate_", case))
  visits$years <- visits$day / 365.25
  given <- msm(state ~ years, subject = patient, data = visits, qmatrix = start, fixedpars = TRUE)
  record(oracle, "Multistate likelihood at given rates", case, "log_likelihood", -given$minus2loglik / 2, "msm")
  fit <- fit_tightly(4, state ~ years, subject = visits$patient, data = visits, qmatrix = start)
  fitted_rates("Multistate model", case, fit, 4)
  record(oracle, "Multistate model", case, "probability_5_years", c(pmatrix.msm(fit, t = 5)), "msm")
  record(oracle, "Multistate model", case, "stay", sojourn.msm(fit)$estimates, "msm")
  record(oracle, "Multistate model", case, "stay_std_error", sojourn.msm(fit)$SE, "msm")
}
plain("visits_on_a_grid", visits_of(q3, 60, 6, tied))
plain("visits_on_any_day", visits_of(q3, 60, 6, any_day))

# Death on a known day.
q4 <- matrix(0, 4, 4)
q4[1, 2] <- .3; q4[2, 1] <- .15; q4[2, 3] <- .3; q4[3, 2] <- .1; q4[1, 4] <- .08; q4[2, 4] <- .08; q4[3, 4] <- .2
diag(q4) <- -rowSums(q4)
with_death <- do.call(rbind, lapply(1:58, function(id) {
  state <- sample(3, 1); day <- 0; next_visit <- 182
  rows <- data.frame(patient = id, day = 0, state = state)
  seen <- state
  while (day < 182 * 7 && state != 4) {
    day <- day + ceiling(rexp(1, -q4[state, state]) * 365.25)
    while (next_visit < day && next_visit <= 182 * 7) {
      rows <- rbind(rows, data.frame(patient = id, day = next_visit, state = state)); next_visit <- next_visit + 182
    }
    state <- sample(4, 1, prob = pmax(q4[state, ], 0))
    if (state == 4 && day < 182 * 7) rows <- rbind(rows, data.frame(patient = id, day = day, state = 4))
  }
  rows
}))
save_patients(with_death, "multistate_death")
with_death$years <- with_death$day / 365.25
start4 <- q4; start4[q4 > 0] <- .1; diag(start4) <- 0; diag(start4) <- -rowSums(start4)
given <- msm(state ~ years, subject = patient, data = with_death, qmatrix = start4, deathexact = 4, fixedpars = TRUE)
record(oracle, "Multistate likelihood at given rates", "death_on_a_known_day", "log_likelihood", -given$minus2loglik / 2, "msm")
given <- msm(state ~ years, subject = patient, data = with_death, qmatrix = start4, fixedpars = TRUE)
record(oracle, "Multistate likelihood at given rates", "death_before_a_day", "log_likelihood", -given$minus2loglik / 2, "msm")
fit <- fit_tightly(7, state ~ years, subject = with_death$patient, data = with_death, qmatrix = start4, deathexact = 4)
fitted_rates("Multistate model, death on a known day", "death_on_a_known_day", fit, 7)

# Covariates: one effect on each rate.
age <- rnorm(60)
aged <- visits_of(q3, 60, 6, tied, age = round(age, 1), effect = .4)
save_patients(aged, "multistate_age")
aged$years <- aged$day / 365.25
fit <- fit_tightly(8, state ~ years, subject = aged$patient, data = aged, qmatrix = start, covariates = ~age, center = FALSE)
fitted_rates("Multistate model, a covariate", "age_on_each_rate", fit, 4)
record(oracle, "Multistate model, a covariate", "age_on_each_rate", "log_ratio", unname(fit$estimates[5:8]), "msm")
record(oracle, "Multistate model, a covariate", "age_on_each_rate", "log_ratio_std_error", sqrt(diag(fit$covmat))[5:8], "msm")
fit <- fit_tightly(5, state ~ years, subject = aged$patient, data = aged, qmatrix = start, covariates = ~age, center = FALSE,
                   constraint = list(age = c(1, 1, 1, 1)))
fitted_rates("Multistate model, a covariate", "age_on_all_rates_alike", fit, 4)
record(oracle, "Multistate model, a covariate", "age_on_all_rates_alike", "log_ratio", unname(fit$estimates[5]), "msm")

# Misclassification.
error <- matrix(c(.9, .1, 0, .05, .88, .07, 0, .1, .9), 3, byrow = TRUE)
noisy <- visits_of(q3, 60, 6, tied, error = error)
save_patients(noisy[c("patient", "day", "state")], "multistate_noisy")
noisy$years <- noisy$day / 365.25
given <- msm(state ~ years, subject = patient, data = noisy, qmatrix = start, ematrix = error, initprobs = c(.5, .3, .2),
             fixedpars = TRUE)
record(oracle, "Multistate likelihood at given rates", "misclassified", "log_likelihood", -given$minus2loglik / 2, "msm")
# msm's order of parameters: rates, then errors; 5 to 8 hold the errors.
fixed_errors <- 5:8
fit <- fit_tightly(4, state ~ years, subject = noisy$patient, data = noisy, qmatrix = start, ematrix = error,
                   initprobs = c(.5, .3, .2), fixedpars = fixed_errors)
fitted_rates("Multistate model, misclassification held", "misclassified", fit, 4)

more <- visits_of(q3, 50, 7, tied, error = error)
save_patients(more[c("patient", "day", "state")], "multistate_noisier")
more$years <- more$day / 365.25
one_way <- matrix(c(.9, .1, 0, 0, 1, 0, 0, 0, 1), 3, byrow = TRUE)
fixed_errors <- NULL
fit <- fit_tightly(5, state ~ years, subject = more$patient, data = more, qmatrix = start, ematrix = one_way,
                   initprobs = c(.5, .3, .2))
fitted_rates("Multistate model, misclassification fitted", "misclassified", fit, 4)
record(oracle, "Multistate model, misclassification fitted", "misclassified", "error", ematrix.msm(fit, ci = "none")[1, 2], "msm")

# Exponentials of rates that no eigenvectors span.
defective <- matrix(c(-1, 1, 0, 0, -1, 1, 0, 0, 0), 3, byrow = TRUE)
record(oracle, "Transition probabilities from rates", "equal_exits", "probability", c(MatrixExp(defective, 3)), "msm")

save_oracle(oracle, "multistate.csv")
